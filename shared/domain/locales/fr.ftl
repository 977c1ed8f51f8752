### Les mots des pages et des messages, au vouvoiement. Les clés sont celles de en.ftl.

page-title = Parrainer et gagner
page-skip = Aller au contenu
page-back = Retour à { $product }
sandbox = Mode test : aucun argent réel ici.

headline-both = Offrez { $friend }, recevez { $referrer }
headline-referrer = { $referrer } pour chaque filleul
headline-friend = Offrez { $friend } à vos contacts
headline-none = Recommandez { $product }

terms = Conditions du programme
state-ended = Votre lien permet toujours de s’inscrire, mais il ne rapporte plus de crédit.
state-paused = Votre lien permet toujours de s’inscrire. Nous dirons ici quand il rapportera de nouveau.
eligible-needed = Seuls les clients payants gagnent du crédit, et votre compte n’a pas encore de formule payante. Vous pouvez déjà partager ; passez à une formule payante et vous gagnerez.
eligible-upgrade = Changer de formule
eligible-unknown = Nous ne connaissons pas encore votre compte. Votre lien fonctionne ; les invitations par e-mail viendront dès que { $product } nous aura parlé de vous.

how = Comment ça marche
link-step-share = Partagez votre lien.
link-step-accept = Invitez vos contacts par e-mail depuis { $product }.
link-step-signup = Votre filleul s’inscrit.
link-step-paid = Votre filleul s’inscrit et effectue un premier paiement.
link-step-bill = Vous recevez { $amount } de crédit, déduits automatiquement de votre facture.
link-step-redeem = Vous recevez { $amount } de crédit, à utiliser sur votre facture quand vous le souhaitez.
link-step-nothing = Votre filleul reçoit { $amount } de crédit.

link = Votre lien
link-make = Créer mon lien
link-none = Vous n’avez pas encore de lien. Un clic suffit, et il est à vous pour toujours.
link-copy = Copier
link-copied = Copié
link-select = Appuyez sur Ctrl+C ou ⌘C pour le copier : il est sélectionné.
link-share = Partager…
link-made = Voici votre lien. Partagez-le comme vous voulez.
link-label = Votre lien personnel
link-code = Choisir mon propre code
link-code-label = Votre code
link-code-save = Utiliser ce code
link-code-chosen = C’est fait. Votre lien porte le nouveau code, et l’ancien fonctionne toujours.
link-code-free = { $code } est libre.
link-code-taken = { $code } est déjà pris. Essayez-en un autre.
link-code-refused = { $code } ne peut être choisi par personne. Essayez-en un autre.
link-code-own = Votre lien porte ce code.
link-code-next = Vous pourrez choisir un autre code à partir du { $date }.
link-code-rule = Un code compte de { $least } à { $most } lettres de a à z et chiffres, avec des traits d’union entre eux.
link-code-note = Vous pouvez le changer une fois tous les 30 jours ; les liens déjà partagés fonctionnent toujours.
qr = Code QR
qr-alt = Code QR de votre lien
qr-download = Télécharger en SVG
networks = Partager sur
networks-new = { $network } (ouvre un nouvel onglet)

balance = Votre crédit
balance-none = Pas encore de crédit. Il apparaîtra ici dès qu’un filleul comptera.
balance-available = Disponible
balance-pending = En attente
balance-at-stripe = Sur votre prochaine facture
balance-used = Déduit des factures
balance-team = Le crédit appartient à votre compte : il est déduit de la facture du compte, quelle que soit la personne qui l’a gagné.
balance-next = Il est déduit automatiquement de votre prochaine facture, prévue le { $date }.
balance-soon = Il est déduit automatiquement de votre prochaine facture.
balance-redeem = Utiliser mon crédit
balance-redeem-note = Il est déduit de votre prochaine facture, ou d’un changement de formule facturé immédiatement.
balance-redeemed = C’est fait. Il sera déduit de votre prochaine facture.
credit-pending-until = { $amount }, jusqu’au { $date }
credit-waiting = Ce qui est en attente, et pourquoi

referrals = Vos filleuls
referrals-none = Personne pour le moment. Vous verrez ici chaque filleul inscrit et la suite.
referrals-friend = Filleul
referrals-since = Inscription
referrals-status = État
why = Pourquoi ?
why-since = Depuis
why-next = Prochaine date
why-rule = Ce qui décide
rule-invite = l’invitation
rule-attribution = la façon dont votre filleul est venu
rule-qualification = ce que votre filleul doit faire
rule-amount = ce que promet le programme
rule-eligibility = qui peut gagner
rule-cap = les limites du programme
rule-hold = le délai de retenue
rule-payment = le paiement de votre filleul
rule-redemption = la demande d’utilisation du crédit
rule-staff = notre équipe
rule-posting = le chemin vers votre facture
rule-invoice = vos factures
more = Afficher les { $count }

progress-invited = Invité
progress-accepted = Accepté
progress-signed-up = Inscrit
progress-paid = Payé
progress-rewarded = Récompensé
progress-not-eligible = Non admissible
progress-expired = Expiré
progress-not-delivered = Non distribué

news = Nouvelles
news-none = Rien pour le moment. Nous vous prévenons ici et par e-mail quand un filleul arrive ou que vous gagnez du crédit.
news-unread = { $count ->
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
}
news-new = Nouveau :
news-seen = Tout marquer comme lu
news-preferences = Choisir les e-mails que vous recevez

invites = Inviter par e-mail
invites-to = Adresses de vos contacts
invites-to-hint-one = Une adresse, par exemple bo@example.com ou Bo Kim <bo@example.com>.
invites-to-hint = Jusqu’à { $count } à la fois. Collez-en autant que vous voulez, séparées par des virgules, des points-virgules ou des retours à la ligne. Chacun reçoit son propre message.
invites-message = Votre message
invites-message-hint = Texte brut de 1 000 caractères au plus. {"{"}friend_name{"}"} devient le nom de votre contact. Les liens et numéros de téléphone sont refusés ; le bouton avec votre lien est ajouté sous vos mots.
invites-message-fixed = Voici ce que nous envoyons ; ce texte ne peut pas être modifié dans ce programme.
invites-reset = Revenir à l’original
invites-subject = Objet
invites-preview = Aperçu
invites-look-light = Clair
invites-look-dark = Sombre
invites-look-text = Texte brut
invites-preview-title = L’invitation telle que votre contact la verra
invites-send = Envoyer les invitations
invites-left = { $count ->
    [0] Vous avez envoyé toutes les invitations d’aujourd’hui. Vous pourrez continuer demain.
    [one] Encore 1 invitation aujourd’hui.
   *[other] Encore { $count } invitations aujourd’hui.
}
invites-again = Écrivez à des personnes que vous connaissez : nous écrivons à une même adresse au plus une fois en 30 jours, qui que ce soit qui le demande.
invites-need-name = { $product } ne nous a pas encore donné votre nom, et votre contact doit savoir qui écrit.
invites-need-link = Créez d’abord votre lien : l’invitation le contient.
invites-own-mail = Écrire avec ma messagerie
invites-sent = { $count ->
    [one] 1 invitation est en route.
   *[other] { $count } invitations sont en route.
}
invites-refused = Pas encore envoyé : merci de regarder ce qui est signalé ci-dessous.
invites-result = En route
invites-known = Personne ne reçoit d’invitation après l’avoir refusé ou en étant déjà client. Nous ne vous disons pas qui.
invites-remove = Retirer { $address }
invites-list = Invitations des dernières semaines
invites-address = Adresse
invites-day = Envoi

privacy = Ce que nous conservons sur votre filleul
privacy-text = L’adresse que vous saisissez, jusqu’à 30 jours après l’expiration de l’invitation ou le refus de votre contact ; ensuite seulement une empreinte, pour que personne ne soit sollicité de nouveau. Vous ne voyez que des prénoms, et personne d’autre ne voit qui vous invitez.
zone = Les jours sont ceux du fuseau horaire { $zone }.

faq = Questions et réponses

trouble-expired = Votre session est terminée
trouble-expired-text = Pour votre sécurité, cette page se ferme au bout d’une heure. Rouvrez « Parrainer et gagner » dans { $product } pour revenir.
trouble-used = Ce lien a déjà servi
trouble-used-text = Un lien vers cette page fonctionne une fois, pendant une minute. Rouvrez « Parrainer et gagner » dans { $product }.
trouble-origin = Cela ne venait pas de cette page
trouble-origin-text = Pour votre sécurité, rien n’a été fait. Rouvrez la page et appuyez sur le bouton là-bas.
trouble-busy = Un instant, s’il vous plaît
trouble-busy-text = C’était un peu trop à la fois. Attendez une minute puis rechargez la page ; rien n’est perdu.
trouble-down = Nous ne pouvons pas afficher cela pour le moment
trouble-down-text = Votre lien fonctionne toujours et votre crédit est en sécurité : il peut arriver plus tard, il n’est jamais perdu. Réessayez dans une minute.
trouble-program = Il n’y a pas encore de programme
trouble-program-text = { $product } n’a pas encore lancé son programme de parrainage. Revenez plus tard.
trouble-stranger = Votre compte n’est pas encore connu ici
trouble-stranger-text = { $product } ne nous a pas encore parlé de vous. Demandez à son assistance, et revenez plus tard.
trouble-reload = Recharger la page
trouble-open = Ouvrir « Parrainer et gagner »

js-offline = Vous êtes hors ligne. Ce que vous voyez date d’avant.
js-ended = Votre session est terminée. Rouvrez « Parrainer et gagner ».

### Jours et montants.

month-name = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
day = { $day ->
    [1] 1er
   *[other] { $day }
} { month-name } { $year }
month = { month-name } { $year }
until = { $date } à { $time } { $zone }
days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
amounts-and = { $one } et { $other }
amounts-or = { $one } ou { $other }
a-friend = un filleul
no-name = Une personne de votre entourage
credit-amount = { $amount } de crédit
credit-word = du crédit
friend-name-unknown = à vous

### Ce que promet un programme.

offer-both = vous recevez { $referrer } et votre filleul reçoit { $friend }
offer-referrer = vous recevez { $referrer }
offer-friend = votre filleul reçoit { $friend }
offer-none = il n’y a pas de crédit
cause-signup = { $day ->
    [none] quand votre filleul s’inscrit
   *[some] quand votre filleul s’inscrit au plus tard le { $day }
}
cause-paid = { $day ->
    [none] quand votre filleul effectue un premier paiement
   *[some] quand votre filleul effectue un premier paiement au plus tard le { $day }
}
cause-paid-after-signup = quand un filleul inscrit au plus tard le { $day } effectue un premier paiement
promise = { $offer } { $cause }.
promise-until = { $offer } { $cause } ; ensuite, { $then }.
program-draft = Le programme n’a pas encore commencé.
program-paused = Le programme est en pause : une inscription ne rapporte pas de crédit pour le moment.
program-ended = Le programme est terminé : une inscription ne rapporte plus de crédit.
program-ended-paid = Le programme est terminé : seuls les filleuls déjà inscrits peuvent encore vous rapporter du crédit.
friend-gets-signup = à votre inscription
friend-gets-verified = dès que vous êtes inscrit et avez confirmé votre adresse
friend-gets-paid = avec votre premier paiement
share-subject = Essayez { $product }
invite-subject-plain = { $referrer } vous invite à découvrir { $product }

### Pourquoi un crédit n’est pas là.

reason-awaiting_signup = Personne ne s’est encore inscrit avec cette invitation.
reason-not_via_link_or_accept = L’inscription n’est pas passée par votre lien ni par le bouton de votre invitation ; elle n’a donc pas pu vous être attribuée.
reason-attribution_window_passed = Trop de temps a passé entre la visite par votre lien et l’inscription.
reason-already_referred = Un autre parrainage était arrivé avant.
reason-existing_account = L’offre est réservée aux nouveaux clients, et cette inscription n’a pas compté comme telle.
reason-former_account = { reason-existing_account }
reason-self_referral = Se parrainer soi-même ne rapporte pas de crédit.
reason-same_account = Une personne qui rejoint votre propre compte ne rapporte pas de crédit.
reason-program_inactive = Le programme de parrainage n’était pas en cours à ce moment-là.
reason-awaiting_email_verification = Votre filleul doit encore confirmer son adresse e-mail. Le crédit viendra ensuite.
reason-on_trial = Le crédit vient avec le premier paiement de votre filleul ; un essai ne compte pas.
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = Le crédit vient avec votre propre premier paiement ; un essai ne compte pas.
reason-zero_amount_invoice = Le crédit vient avec le premier paiement de votre filleul ; une facture à zéro n’en est pas un.
reason-below_minimum = Le crédit vient avec le premier paiement de votre filleul qui dépasse le minimum du programme.
reason-plan_not_included = Le crédit vient avec le premier paiement pour une formule que le programme inclut.
reason-qualification_window_passed = Le premier paiement de votre filleul est arrivé trop tard.
reason-referrer_not_paying_at_instant = Seuls les clients payants gagnent du crédit de parrainage, et votre compte n’avait pas de formule payante au moment qui compte.
reason-waiting_for_referrer_to_pay = Seuls les clients payants gagnent du crédit de parrainage, et votre compte n’a pas encore de formule payante ou a un paiement en retard. Nous gardons le crédit pour vous.
reason-in_hold_until = Le crédit est retenu quelque temps, en cas de remboursement.
reason-under_review = Nous examinons ce parrainage avant de libérer son crédit. Vous n’avez rien à faire.
reason-fraud = Nous avons examiné ce parrainage, et le programme ne le rémunère pas.
reason-refunded = Le paiement correspondant a été remboursé.
reason-disputed = Le paiement correspondant est contesté auprès de la banque. Le crédit attend la décision.
reason-dispute_lost = Le paiement correspondant a été contesté et restitué.
reason-friend_canceled = L’abonnement correspondant a pris fin trop tôt.
reason-referrer_canceled = Votre abonnement a pris fin, et avec lui ce qu’aucune facture n’avait utilisé de ce crédit.
reason-awaiting_redemption = Le crédit est à vous : utilisez-le quand vous le souhaitez.
reason-waiting_for_stripe_customer = Le crédit est à vous. Il ira sur votre facture dès que vous en aurez une.
reason-currency_mismatch = Votre compte est facturé dans une autre devise que ce crédit. Notre équipe s’en occupe.
reason-posting_refused = Le crédit n’a pas pu être porté sur votre facture. Notre équipe s’en occupe.
reason-posted_waiting_next_invoice = Le crédit est sur votre compte et sera déduit de la prochaine facture.
reason-being_posted = Le crédit est en route vers votre facture.
reason-applied_on_invoice = Le crédit a été déduit de votre facture.
reason-partly_applied = Une partie du crédit a été déduite de votre facture ; le reste le sera de la prochaine.
reason-expired = Le crédit n’a pas été utilisé à temps et a expiré.
reason-reversed = Le crédit a été repris.
reason-nothing_promised = Le programme ne donne pas de crédit pour cela.
reason-budget_exhausted = Le programme avait déjà donné tout ce qu’il pouvait quand l’inscription de votre filleul a compté.
reason-cap_reached = Vous avez atteint le maximum que donne le programme.
reason-admin_decision = Notre équipe en a décidé ainsi. N’hésitez pas à l’interroger.
reason-invite_opted_out = L’invitation n’a pas été envoyée.
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = L’invitation n’a pas pu être distribuée.
reason-invite_expired = L’invitation n’a pas été acceptée à temps.
mend-waiting = Passez à une formule payante, ou réglez ce qui est en retard, et le crédit est à vous.
mend-lost = Passez à une formule payante, et votre prochain filleul vous rapportera du crédit.

### Nouvelles.

told-earned = { $cause ->
    [signup] { $friend } s’est inscrit : vous avez gagné { $amount }
    [paid] { $friend } a effectué un premier paiement : vous avez gagné { $amount }
   *[none] Vous avez gagné { $amount } pour un parrainage ({ $friend })
}{ $until ->
    [none] .
   *[some] , retenus jusqu’au { $until }.
}
told-waiting = Votre crédit pour un parrainage ({ $friend }) est en attente. { $why }
told-no-credit = { $friend } ne vous a pas rapporté de crédit. { $why }
told-friend = Vous avez été parrainé, et { $amount } de crédit sont à vous.
told-friend-later = Vous avez été parrainé, et { $amount } de crédit viendront avec votre premier paiement.
told-credit = { $friend ->
    [none] Votre crédit de { $amount }
   *[some] Votre crédit de { $amount } pour un parrainage ({ $friend })
}
told-posted = { told-credit } est sur votre compte et sera déduit de la prochaine facture.
told-canceled = { told-credit } a été annulé. { $why }
told-expired = { told-credit } n’a pas été utilisé à temps et a expiré.
told-reversed = { told-credit } a été repris. { $why }
told-given = { $friend ->
    [none] Vous avez reçu { $amount } de crédit.
   *[some] Vous avez reçu { $amount } de crédit pour un parrainage ({ $friend }).
}
told-taken = { $taken } ont été retirés. Il reste : { told-credit }. { $why }
told-reinstated = { told-credit } est de nouveau à vous : le paiement correspondant est finalement maintenu.
told-applied = { told-credit } a été déduit de la facture { $invoice }.

### Questions et réponses.

faq-amount = Que gagnons-nous ?
faq-amount-text = C’est du crédit pour les factures de { $product }. Chaque nouveau client compte une fois, et plusieurs s’additionnent.
faq-amount-terms = Les conditions se trouvent sur { $url }
faq-cash = Puis-je le recevoir en argent ?
faq-cash-text = Non. Le crédit ne paie que les factures de { $product } ; il n’est pas versé.
faq-instant = Quand le crédit arrive-t-il ?
faq-instant-signup = Dès que votre filleul s’inscrit. Vous ne gagnez rien de plus s’il paie ou change de formule.
faq-instant-verified = Dès que votre filleul s’est inscrit et a confirmé son adresse e-mail. Vous ne gagnez rien de plus s’il paie ou change de formule.
faq-instant-paid = Avec le premier paiement de votre filleul, s’il vient dans les { days } suivant l’inscription. Un essai ne compte pas.
faq-minimum = Le paiement doit dépasser { $amount }.
faq-plans = Il doit être pour une formule que le programme inclut.
faq-hold = Il est ensuite retenu pendant { days }.
faq-retention = Votre filleul doit ensuite rester abonné pendant { days }, sinon le crédit est perdu.
faq-told = Vous êtes prévenu aussitôt, par e-mail et sur cette page.
faq-friend-paid = Le crédit de votre filleul vient avec son premier paiement.
faq-friend-same = Le crédit de votre filleul vient en même temps.
faq-who = Qui peut gagner du crédit ?
faq-who-any = Toute personne ayant un compte chez { $product }, qu’elle paie ou non.
faq-who-active = Toute personne dont le compte chez { $product } est ouvert.
faq-who-paying = Seuls les clients payants, et un essai n’est pas payant. Vous devez avoir une formule payante { $when ->
    [signup] quand votre filleul s’inscrit
    [verified] quand votre filleul confirme son adresse e-mail
    [paid] quand votre filleul effectue un premier paiement
    [signup-and-verified] quand votre filleul s’inscrit et quand il confirme son adresse e-mail
   *[signup-and-paid] quand votre filleul s’inscrit et quand il effectue un premier paiement
} ; { $count ->
    [none] sinon, le parrainage ne vous rapporte rien.
   *[other] sinon, nous gardons le crédit pendant { days }, et il est à vous dès que vous payez.
}
faq-upgrade = Vous pouvez changer de formule sur { $url }
faq-after = Peut-on parrainer quelqu’un après son inscription ?
faq-after-link = Non. Votre filleul doit s’inscrire par votre lien, dans les { days } suivant le clic, ou en saisir le code. { faq-after-other }
faq-after-accept = Non. Votre filleul doit s’inscrire par le bouton d’une invitation de votre part, dans les { days } suivant le clic. { faq-after-other }
faq-after-both = Non. Votre filleul doit s’inscrire par votre lien, dans les { days } suivant le clic, ou en saisir le code, ou s’inscrire par le bouton d’une invitation de votre part, dans les { days } suivant le clic. { faq-after-other }
faq-after-other = Rien ne permet de savoir qu’une autre inscription vient de vous.
faq-use = Quand puis-je utiliser mon crédit ?
faq-use-automatic = Il est déduit automatiquement de votre prochaine facture, qui l’indique. Avec une formule mensuelle, c’est celle du mois suivant ; avec une formule annuelle, celle de l’année suivante, sauf si une facture vient plus tôt, par exemple pour un changement de formule. { faq-use-rest }
faq-use-on-request = À tout moment. Une fois utilisé, il est déduit de votre prochaine facture, ou d’un changement de formule ou d’une option facturés immédiatement. Avec une formule annuelle, si rien d’autre n’est facturé avant, c’est la facture de l’année suivante. { faq-use-rest }
faq-use-rest = Ce qu’une facture n’utilise pas est reporté sur la suivante.
faq-void = Si votre propre abonnement prend fin, le crédit de vos parrainages aussi, dans la mesure où aucune facture ne l’a utilisé.
faq-redeem = Comment l’utiliser ?
faq-redeem-automatic = Vous n’avez rien à faire : il est déduit automatiquement de votre facture.
faq-redeem-here = Utilisez-le vous-même sur cette page, ou demandez-le à notre assistance.
faq-redeem-there = Demandez-le à notre assistance, ou utilisez-le vous-même sur { $url }
faq-team = Je fais partie d’une équipe. De quelle facture est-il déduit ?
faq-team-text = De celle de l’équipe. Le crédit revient au compte facturé, quelle que soit la personne qui l’a gagné, et non à une seule personne.
faq-several = Puis-je inviter plusieurs personnes à la fois ?
faq-several-one = Non : une invitation va à une personne à la fois, et vous pouvez en envoyer { $count } par jour.
faq-several-many = Oui, jusqu’à { $most } à la fois, et { $count } par jour.
faq-several-self = Vous envoyez les invitations depuis votre propre messagerie, à autant de personnes que vous voulez.
faq-several-off = Aucune invitation n’est envoyée d’ici.
faq-several-link = Partagez votre lien avec autant de personnes que vous voulez.
faq-privacy = Les personnes que j’invite se voient-elles ?
faq-privacy-text = Non. Chacune reçoit son propre message et ne voit ni le nom ni l’adresse des autres.
faq-missing = Pourquoi mon contact n’a-t-il pas reçu d’invitation ?
faq-missing-known = Aucune invitation ne part vers une adresse qui a, ou a eu, un compte chez { $product }.
faq-missing-asked = Nous n’écrivons à personne qui nous l’a demandé, ni à qui a été invité dans les { days } précédents.
faq-missing-spam = Les autres la trouveront peut-être dans les indésirables ou, dans Gmail, sous l’onglet Promotions.

### E-mails.

mail-greeting = { $name ->
    [none] Bonjour,
   *[some] Bonjour { $name },
}
mail-or-open = Ou ouvrez ce lien :
mail-terms = Conditions
mail-reference = Référence : { $reference }
mail-why = Pourquoi ce message ? Vous participez au programme de parrainage de { $product }, et il s’agit de vos propres parrainages.
mail-why-friend = Pourquoi ce message ? Vous vous êtes inscrit chez { $product } grâce à un parrainage, et il s’agit du crédit correspondant.
mail-stop-referrals = Ne plus recevoir d’e-mails sur mes parrainages
mail-stop-credit = Ne plus recevoir d’e-mails sur mon crédit
mail-stop-friend = Ne plus recevoir d’e-mails sur le crédit de parrainage
mail-stop-reminders = Ne plus recevoir de rappels sur mes parrainages
mail-stop-invites = Pas intéressé ? Ne m’écrivez plus jamais
mail-see-credit = Voir mon crédit
mail-redeem = Utiliser mon crédit
mail-refer = Parrainer un contact
mail-upgrade = Changer de formule
mail-question = Pourquoi ?

mail-your-credit = { $friend ->
    [none] votre crédit de { $amount }
   *[some] votre crédit de { $amount } pour un parrainage ({ $friend })
}
mail-next = { $bill ->
    [team] { $amount } de moins sur la prochaine facture de votre équipe
   *[own] { $amount } de moins sur votre prochaine facture
}
mail-next-annual = { $bill ->
    [team] { $amount } de moins sur la prochaine facture annuelle de votre équipe
   *[own] { $amount } de moins sur votre prochaine facture annuelle
}
mail-to-redeem = { $amount } à utiliser
mail-expected = { $about ->
    [none] { "" }
   *[some] Prévu le { $about }.{ " " }
}
mail-next-how = { mail-expected }La déduction est automatique, et la facture l’indique.
mail-next-annual-how = { mail-expected }La déduction est automatique, et la facture l’indique. Un changement de formule ou des places ajoutées, facturés plus tôt, l’utilisent avant.
mail-to-redeem-how = Utilisez-le quand vous le souhaitez. { mail-redeemed }
mail-redeemed = { $bill ->
    [team] Il est alors déduit de la prochaine facture de votre équipe, ou d’un changement de formule ou d’une option facturés immédiatement.
   *[own] Il est alors déduit de votre prochaine facture, ou d’un changement de formule ou d’une option facturés immédiatement.
}
mail-later-next = { $bill ->
    [team] Il sera ensuite déduit automatiquement de la prochaine facture de votre équipe, qui l’indiquera.
   *[own] Il sera ensuite déduit automatiquement de votre prochaine facture, qui l’indiquera.
}
mail-later-annual = { $bill ->
    [team] Il sera ensuite déduit automatiquement de la prochaine facture annuelle de votre équipe, ou d’un changement de formule ou de places ajoutées facturés plus tôt, et la facture l’indiquera.
   *[own] Il sera ensuite déduit automatiquement de votre prochaine facture annuelle, ou d’un changement de formule ou de places ajoutées facturés plus tôt, et la facture l’indiquera.
}
mail-later-redeem = Vous pourrez ensuite l’utiliser. { mail-redeemed }
mail-team = Il va sur la facture de votre équipe, pas à une seule personne.

invite-intro = { mail-greeting } ici { $product }. { $first } nous a demandé de vous transmettre ceci :
invite-button = Accepter l’invitation de { $first }
invite-headline = { $referrer } vous recommande { $product }
invite-preheader = { $reward ->
    [none] Une invitation personnelle de { $referrer }.
   *[some] { $reward } pour vous, { $condition }.
}
invite-box = { $reward } pour vous
invite-condition = Vous le recevez { $condition }, grâce à cette invitation.
invite-until = Valable jusqu’au { $until }.
invite-why = Pourquoi ce message ? { $referrer } a saisi votre adresse chez { $product } et nous a demandé de vous envoyer cet unique message. Vous n’êtes sur aucune liste de diffusion.{ $reward ->
    [none] { "" }
   *[some] { " " }{ $first } peut gagner { $reward } si vous nous rejoignez.
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] l’un de vos filleuls s’est inscrit chez { $product }.
       *[paid] l’un de vos filleuls a effectué un premier paiement chez { $product }.
    }
   *[some] { $cause ->
        [signup] votre filleul { $friend } s’est inscrit chez { $product }.
       *[paid] votre filleul { $friend } a effectué un premier paiement chez { $product }.
    }
}
earned-subject = { $friend ->
    [none] Vous avez gagné { $amount } de crédit pour un parrainage
   *[some] Vous avez gagné { $amount } de crédit pour un parrainage : { $friend }
}
earned-headline = Vous avez gagné { $amount } de crédit
earned-text = { mail-greeting } bonne nouvelle : { friend-did }
earned-hold = { $amount } retenus jusqu’au { $until }
earned-hold-signup = Nous attendons d’être sûrs que l’inscription est authentique.
earned-hold-paid = Nous attendons au cas où le paiement serait remboursé.
earned-balance = Crédit disponible au total : { $amount }.

applied-subject = { $bill ->
    [team] { $amount } de crédit déduits de la facture de votre équipe
   *[own] { $amount } de crédit déduits de votre facture
}
applied-headline = { $amount } de crédit ont été utilisés
applied-text = { mail-greeting } { $friend ->
    [none] { $amount } de votre crédit
   *[some] { $amount } de votre crédit pour un parrainage ({ $friend })
} ont été déduits de la dernière facture { $bill ->
    [team] de votre équipe
   *[own] de votre compte
}.
applied-box = { $bill ->
    [team] { $amount } de moins sur la facture de votre équipe
   *[own] { $amount } de moins sur votre facture
}
applied-how = La facture l’indique comme solde appliqué.

canceled-subject = Votre crédit de { $amount } a été annulé
canceled-headline = { $amount } de crédit ont été annulés
canceled-text = { mail-greeting } { mail-your-credit } a été annulé avant d’atteindre une facture.

expired-subject = Votre crédit de { $amount } a expiré
expired-headline = { $amount } de crédit ont expiré
expired-preheader = Il n’a pas été utilisé à temps.
expired-text = { mail-greeting } { mail-your-credit } n’a pas été utilisé à temps et a expiré.
expired-how = Le crédit de ce programme peut être utilisé pendant une durée limitée, comme le disent ses conditions.

expiring-subject = Votre crédit de { $amount } expire le { $day }
expiring-headline = Utilisez à temps votre crédit de { $amount }
expiring-text = { mail-greeting } { mail-your-credit } est toujours là et peut être utilisé jusqu’au { $day }.
expiring-box = { $amount } expirent le { $day }
expiring-how = Il n’a pas encore trouvé de facture dont être déduit. Dès que votre compte aura une formule payante, cela se fera automatiquement.

given-subject = { $amount } de crédit sont à vous
given-preheader = Notre équipe s’en est occupée.
given-text = { mail-greeting } notre équipe a examiné { mail-your-credit }, et il est à vous.

posted-subject = { $bill ->
    [team] Votre crédit de { $amount } sera déduit de la prochaine facture de votre équipe
   *[own] Votre crédit de { $amount } sera déduit de votre prochaine facture
}
posted-headline = { $bill ->
    [team] { $amount } de crédit sont sur le compte de votre équipe
   *[own] { $amount } de crédit sont sur votre compte
}
posted-text = { mail-greeting } { mail-your-credit } est maintenant sur { $bill ->
    [team] le compte de votre équipe
   *[own] votre compte
}.
posted-preheader = { mail-next }. Ce qu’une facture n’utilise pas est reporté.
posted-rest = Ce qu’une facture n’utilise pas est reporté sur la suivante.

reinstated-subject = Votre crédit de { $amount } est de retour
reinstated-headline = { $amount } de crédit sont de nouveau à vous
reinstated-preheader = Le paiement correspondant est finalement maintenu.
reinstated-text = { mail-greeting } le paiement derrière { mail-your-credit } est finalement maintenu ; il est donc de nouveau à vous.

reversed-subject = { $amount } de crédit ont été repris
reversed-text = { mail-greeting } { $friend ->
    [none] { $amount } du crédit pour votre arrivée
   *[some] { $amount } du crédit pour un parrainage ({ $friend })
} ont été retirés { $bill ->
    [team] du compte de votre équipe
   *[own] de votre compte
}.
reversed-rest = Ce que des factures ont déjà utilisé le reste.
reversed-used = Une facture l’avait utilisé : un autre crédit du compte le couvre, ou la prochaine facture l’ajoute.

welcome-headline = { $referrer ->
    [none] Bienvenue – { $amount } de crédit pour { $product }
   *[some] Bienvenue – { $amount } de crédit, de la part de { $referrer }
}
welcome-text = { mail-greeting } bienvenue chez { $product } ! { $referrer ->
    [none] Vous avez été parrainé
   *[some] { $referrer } vous a parrainé
}, voici donc ce qui est à vous :
welcome-later = { $amount } après votre premier paiement

your-friend = { $friend ->
    [none] votre filleul
   *[some] { $friend }
}
at-risk-subject-lost = Changez de formule avant que { your-friend } paie, sinon votre crédit de { $amount } est perdu
at-risk-subject-kept = Changez de formule pour obtenir votre crédit de { $amount } : { your-friend }
at-risk-headline = Votre crédit de { $amount } demande une formule payante
at-risk-text = { mail-greeting } { your-friend } s’est inscrit chez { $product }. { $amount } de crédit sont à vous au premier paiement, si votre propre compte a une formule payante d’ici là.
at-risk-box = Changez de formule avant que { your-friend } paie
at-risk-rule = Seuls les clients payants gagnent du crédit de parrainage, et votre compte n’a pas de formule payante actuellement.
at-risk-trial = L’essai ({ your-friend }) se termine le { $day } ; le premier paiement peut suivre aussitôt.
at-risk-lost = Si le paiement vient d’abord, le crédit correspondant est perdu.
at-risk-kept = Si le paiement vient d’abord, nous gardons le crédit pour vous pendant { days }.

not-yet-subject-paid = Votre crédit de { $amount } viendra quand { your-friend } effectuera un premier paiement
not-yet-subject-verified = Votre crédit de { $amount } viendra quand { your-friend } confirmera son adresse e-mail
not-yet-headline = { $amount } de crédit sont encore à venir
not-yet-text = { mail-greeting } { your-friend } s’est inscrit chez { $product }, et il reste une étape avant que cela compte.
not-yet-box-paid = { $amount } de crédit quand { your-friend } effectuera un premier paiement
not-yet-box-verified = { $amount } de crédit quand { your-friend } confirmera son adresse e-mail
not-yet-how-paid = Un essai ne compte pas.
not-yet-how-verified = Un rappel de votre part peut aider.
not-yet-until = Cela compte jusqu’au { $until }.

digest-subject = Vos parrainages en { $month } : { digest-summary }
digest-headline = Vos parrainages en { $month }
digest-text = { mail-greeting } voici ce que vos parrainages ont donné en { $month }.
digest-friends = { $count ->
    [one] { $count } filleul est arrivé
   *[other] { $count } filleuls sont arrivés
}
digest-summary = { $count ->
    [0] { $earned ->
        [none] votre crédit a bougé
       *[some] { $earned } gagnés
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }, { $earned } gagnés
    }
}
digest-earned = Gagné : { $amount }.
digest-bill = Porté sur la facture : { $amount }.
digest-expired = Expiré : { $amount }.
digest-canceled = Annulé : { $amount }.

no-credit-subject = { $friend ->
    [none] Pas de crédit pour un parrainage, et pourquoi
   *[some] Pas de crédit pour un parrainage ({ $friend }), et pourquoi
}
no-credit-headline = { $friend ->
    [none] Pas de crédit pour un parrainage
   *[some] Pas de crédit pour un parrainage : { $friend }
}
no-credit-question = Pourquoi ?
no-credit-waiting-subject = { $friend ->
    [none] Votre crédit de { $amount } pour un parrainage est en attente
   *[some] Votre crédit de { $amount } pour un parrainage ({ $friend }) est en attente
}
no-credit-waiting-headline = Votre crédit de { $amount } est en attente
no-credit-waiting-question = Qu’attend-il ?
no-credit-text = { mail-greeting } { friend-did }
no-credit-until = Vous avez jusqu’au { $until }.

terms-subject = Jusqu’au { $until } : { $offer }
terms-headline = Les conditions de parrainage changent bientôt
terms-text = { mail-greeting } les conditions du programme de parrainage de { $product } changent. Les filleuls inscrits d’ici là comptent encore selon celles d’aujourd’hui.
terms-box = Jusqu’au { $until } : { $offer }.
terms-then = { $then ->
    [none] Ensuite, d’autres conditions s’appliquent ; les montants restent les mêmes.
   *[some] Ensuite : { $then }.
}

unused-subject = Votre lien de parrainage { $product } attend son premier filleul
unused-headline = Votre lien de parrainage est prêt
unused-text = { mail-greeting } vous avez créé votre lien de parrainage, et personne ne s’est encore inscrit avec lui. Il trouve sa place partout où vous écrivez à quelqu’un.
unused-box = { $offer }.
unused-link = Votre lien : { $url }

### La page derrière l’invitation.

landing-title = Vous êtes invité à découvrir { $product }
landing-heading = { $inviter ->
    [none] Un contact vous invite à découvrir { $product }
   *[some] { $inviter } vous invite à découvrir { $product }
}
landing-who = { $inviter ->
    [none] Votre contact
   *[some] { $inviter }
}
landing-credit = { $amount } de crédit pour vous
landing-when = Vous le recevez { $condition }, pour vos factures.
landing-until = L’offre est valable jusqu’au { $until }.
landing-terms = Conditions de l’offre
landing-accept = Accepter et s’inscrire
landing-next = Et ensuite ?
landing-button = Le bouton vous mène à la page d’inscription de { $product }. { landing-who } peut voir que vous avez accepté.
landing-new = L’offre est réservée aux nouveaux clients de { $product }.
landing-earns = { landing-who } peut gagner { $amount } de crédit si vous nous rejoignez.
landing-address = { landing-who } a saisi votre adresse pour que cette invitation puisse être envoyée. Elle n’est pas transmise avec ce lien, et vous pouvez vous inscrire avec une autre adresse.
landing-forwarded = Quelqu’un vous a transféré cette invitation ? Elle vaut aussi pour vous.
landing-plain = S’inscrire sans l’invitation
landing-sign-up = S’inscrire
landing-description = { $credit ->
    [none] Inscrivez-vous chez { $product }.
   *[some] { $credit }. { $lines }
}
landing-paused = Cette offre est en pause
landing-paused-text = Les invitations sont en pause pour le moment. Revenez dans quelques jours, ou inscrivez-vous maintenant sans l’offre.
landing-expired = Cette invitation a expiré
landing-expired-text = { $inviter ->
    [none] Demandez-en une nouvelle si vous le souhaitez, ou inscrivez-vous sans elle.
   *[some] Demandez-en une nouvelle à { $inviter } si vous le souhaitez, ou inscrivez-vous sans elle.
}
landing-over = Cette offre est terminée
landing-over-text = Le programme de parrainage est fini. Vous pouvez tout de même vous inscrire.
landing-withdrawn = Cette invitation a été retirée
landing-withdrawn-text = Elle n’est plus valable. Vous pouvez tout de même vous inscrire.
landing-unknown = Ce lien est incomplet
landing-unknown-text = Une partie manque ou a été modifiée en chemin. Rouvrez l’invitation depuis son e-mail, ou inscrivez-vous sans elle.
landing-unavailable = Cette page ne fonctionne pas pour le moment
landing-unavailable-text = Réessayez dans un instant. Votre invitation n’est pas perdue.
landing-customer = Vous êtes déjà chez { $product }
landing-customer-text = { $inviter ->
    [none] L’offre est réservée aux nouveaux comptes, et vous en avez déjà un. Remerciez tout de même votre contact : vous pouvez parrainer à votre tour.
   *[some] L’offre est réservée aux nouveaux comptes, et vous en avez déjà un. Remerciez tout de même { $inviter } : vous pouvez parrainer à votre tour.
}
landing-customer-again = Ce compte n’est pas le vôtre, ou il vous en faut un autre ? Vous pouvez tout de même vous inscrire.
landing-own = C’est votre propre invitation
landing-own-text = Voici ce que voit votre contact, avec un bouton pour accepter. Se parrainer soi-même ne rapporte pas de crédit ; il n’y en a donc pas ici.

### La page pour ne plus recevoir d’e-mails.

stop-title = E-mails de { $product }
stop-partial = Ce lien est incomplet.
stop-partial-text = Une partie semble manquer. Rouvrez le lien du message, ou copiez-le en entier.
stop-done = C’est fait.
stop-done-chosen = Vous recevrez désormais ce qui est coché ci-dessous.
stop-done-nothing = Aucun e-mail ne part vers cette adresse.
stop-done-invites = { $product } n’invitera plus cette adresse, qui que ce soit qui le demande.
stop-done-notifications = { $product } ne vous écrira plus quand il se passe quelque chose dans vos parrainages. Votre crédit reste, et la page « Parrainer et gagner » vous dit toujours tout.
stop-done-reminders = { $product } ne vous enverra plus de rappels.
stop-ask-invites = Ne plus jamais recevoir d’invitation à { $product } ?
stop-ask-invites-text = Appuyez sur le bouton, et plus personne ne pourra faire inviter cette adresse par { $product }.
stop-ask-invites-button = Ne m’écrivez plus jamais
stop-ask-notifications = Ne plus recevoir d’e-mails sur vos parrainages ?
stop-ask-notifications-text = Appuyez sur le bouton, et { $product } ne vous écrira plus quand il s’y passe quelque chose. Votre crédit reste, et la page « Parrainer et gagner » vous dit toujours tout.
stop-ask-notifications-button = Arrêter ces e-mails
stop-ask-reminders = Arrêter les rappels ?
stop-ask-reminders-text = Appuyez sur le bouton, et { $product } ne vous enverra plus de rappels, par exemple avant que du crédit n’expire. Vous saurez toujours quand vous gagnez quelque chose.
stop-ask-reminders-button = Arrêter les rappels
stop-stopped-invites = Aucune invitation ne part vers cette adresse.
stop-stopped-invites-text = Vous les avez arrêtées : { $product } n’invite plus cette adresse, qui que ce soit qui le demande.
stop-stopped-notifications = Vous ne recevez pas d’e-mails sur vos parrainages.
stop-stopped-reminders = Vous ne recevez pas de rappels.
stop-stopped-text = Vous les avez arrêtés. Vous pouvez choisir à nouveau ci-dessous.
stop-impossible = Aucun e-mail ne part vers cette adresse.
stop-impossible-text = Un message est revenu, ou a été signalé comme indésirable. Si c’est une erreur, écrivez à l’assistance de { $product }.
stop-choose = Choisissez ce que vous recevez
stop-news = Nouvelles
stop-news-what = Quand un filleul arrive, quand vous gagnez du crédit et quand il est déduit d’une facture.
stop-reminders = Rappels
stop-reminders-what = Avant que du crédit n’expire ou ne soit perdu, et quand quelque chose vous attend.
stop-save = Enregistrer mon choix
stop-all = Ou rien du tout
stop-all-text = Ni nouvelles, ni rappels, ni invitations de quiconque : plus rien du programme de parrainage de { $product }.
stop-all-stranger = Si vous deveniez client, vous ne seriez pas non plus informé du crédit que vous gagnez.
stop-all-button = Tout arrêter

### Pourquoi les choses en sont là.

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] Vous vous êtes inscrit
       *[some] Vous vous êtes inscrit le { $signed }
    }
   *[referrer] { $signed ->
        [none] { Your-friend } s’est inscrit
       *[some] { Your-friend } s’est inscrit le { $signed }
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] Vous avez effectué un premier paiement
       *[some] Vous avez effectué un premier paiement le { $qualified }
    }
   *[referrer] { $qualified ->
        [none] { Your-friend } a effectué un premier paiement
       *[some] { Your-friend } a effectué un premier paiement le { $qualified }
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] Votre filleul
   *[some] { $friend }
}
Your-credit = { $amount ->
    [none] Votre crédit
   *[some] Votre crédit de { $amount }
}
your-credit = { $amount ->
    [none] votre crédit
   *[some] votre crédit de { $amount }
}
next-invoice = { $about ->
    [none] votre prochaine facture
   *[some] { $interval ->
        [year] votre prochaine facture annuelle, vers le { $about }
       *[other] votre prochaine facture, vers le { $about }
    }
}
two-sentences = { $one }, et { $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }, et l’inscription n’est pas passée par le lien d’un contact ; elle n’est donc attribuée à personne.
    [accept] { did-sign-up }, et l’inscription n’est pas passée par le bouton d’une invitation ; elle n’est donc attribuée à personne.
   *[both] { did-sign-up }, et l’inscription n’est passée ni par le lien d’un contact ni par le bouton d’une invitation ; elle n’est donc attribuée à personne.
}
text-attribution_window_passed = { did-sign-up }, plus de { days } après être venu par un lien ou une invitation ; l’inscription n’a donc plus pu être attribuée.
text-already_referred = Votre compte avait déjà été parrainé. Chaque compte compte une fois.
text-existing_account = L’offre est réservée aux nouveaux clients, et cette inscription n’a pas compté comme nouvelle.
text-self_referral = { did-sign-up } par un lien ou une invitation de votre part. Se parrainer soi-même ne rapporte pas de crédit.
text-same_account = { did-sign-up } par un lien ou une invitation de votre propre compte. Un parrainage rapporte du crédit quand il amène un autre compte.
text-program_inactive = { did-sign-up }. Le programme de parrainage n’était pas en cours alors, ou la personne qui vous a parrainé n’y participait plus.
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }, et votre adresse e-mail n’est pas encore confirmée. { Your-credit } viendra quand elle le sera.
   *[referrer] { did-sign-up }, et l’adresse e-mail n’est pas encore confirmée. { Your-credit } viendra quand elle le sera.
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up } et n’avez pas encore payé. { Your-credit } vient avec votre premier paiement ; un essai ne compte pas.
   *[referrer] { did-sign-up } et n’a pas encore payé. { Your-credit } vient avec le premier paiement ; un essai ne compte pas.
}
text-on_own_trial = { did-sign-up } et êtes en essai jusqu’au { $trial }. { Your-credit } vient avec votre premier paiement.
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up } et n’avez pas encore payé : une facture à zéro ne compte pas. { Your-credit } vient avec votre premier paiement.
   *[referrer] { did-sign-up } et n’a pas encore payé : une facture à zéro ne compte pas. { Your-credit } vient avec le premier paiement.
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }. { Your-credit } vient avec votre premier paiement supérieur { the-minimum } ; il n’y en a pas encore eu.
   *[referrer] { did-sign-up }. { Your-credit } vient avec le premier paiement supérieur { the-minimum } ; il n’y en a pas encore eu.
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }. { Your-credit } vient avec votre premier paiement pour une formule que le programme inclut ; il n’y en a pas encore eu.
   *[referrer] { did-sign-up }. { Your-credit } vient avec le premier paiement pour une formule que le programme inclut ; il n’y en a pas encore eu.
}
the-minimum = { $minimum ->
    [none] au minimum du programme
   *[some] à { $minimum }
}
text-window_passed_signup = { did-sign-up }, et l’adresse e-mail n’a pas été confirmée{ $ended ->
    [none] { "" }
   *[some] { " " }au { $ended }
} ; il n’y a donc pas eu de crédit.
text-window_passed_paid = { did-sign-up }, et aucun paiement qui compte n’est venu{ $ended ->
    [none] { "" }
   *[some] { " " }avant la fin du { $ended }
} ; il n’y a donc pas eu de crédit.
text-nothing_promised = { $side ->
    [friend] Le programme donne du crédit à la personne qui vous a parrainé, et non au filleul.
   *[referrer] { did-qualify }. Le programme donne du crédit au filleul seulement.
}
text-not_open = { did-qualify }. Seuls les comptes ouverts gagnent du crédit de parrainage, et le vôtre ne l’était pas au moment qui compte.
text-referrer_not_paying_at_instant = { did-qualify }. Seuls les clients payants gagnent du crédit de parrainage, et votre compte n’avait pas de formule payante au moment qui compte.
text-kept_until = Nous avons gardé { your-credit } pour vous jusqu’au { $since }.
text-waiting_for_referrer_to_pay = { did-qualify }. Seuls les clients payants gagnent du crédit de parrainage, et votre compte n’a pas encore de formule payante. Nous gardons { your-credit } pour vous.
text-waiting_overdue = { did-qualify }. Seuls les clients payants gagnent du crédit de parrainage, et votre compte a un paiement en retard. Nous gardons { your-credit } pour vous.
text-in_hold_until = { did-qualify }, et { your-credit } est retenu{ $next ->
    [none] { "" }
   *[some] { " " }jusqu’au { $next }
}, au cas où le paiement serait restitué.
text-disputed = Le paiement derrière { your-credit } est contesté auprès de la banque. Rien n’est perdu : le crédit attend la décision.
text-refunded = { $since ->
    [none] { Your-credit } a pris fin : le paiement correspondant a été remboursé.
   *[some] { Your-credit } a pris fin le { $since } : le paiement correspondant a été remboursé.
}
text-dispute_lost = { $since ->
    [none] { Your-credit } a pris fin : le paiement correspondant a été contesté auprès de la banque et restitué.
   *[some] { Your-credit } a pris fin le { $since } : le paiement correspondant a été contesté auprès de la banque et restitué.
}
text-friend_canceled = { $since ->
    [none] { Your-credit } a pris fin : l’abonnement correspondant n’a pas duré { days } à partir du premier paiement.
   *[some] { Your-credit } a pris fin le { $since } : l’abonnement correspondant n’a pas duré { days } à partir du premier paiement.
}
text-referrer_canceled = { $since ->
    [none] { Your-credit } a pris fin : votre abonnement aussi, et le crédit qu’aucune facture n’a utilisé prend fin avec lui.
   *[some] { Your-credit } a pris fin le { $since } : votre abonnement aussi, et le crédit qu’aucune facture n’a utilisé prend fin avec lui.
}
text-reversed = { $since ->
    [none] { Your-credit } a été repris : le paiement correspondant a été remboursé.
   *[some] { Your-credit } a été repris le { $since } : le paiement correspondant a été remboursé.
}
text-reversed_dispute = { $since ->
    [none] { Your-credit } a été repris : le paiement correspondant a été contesté auprès de la banque et restitué.
   *[some] { Your-credit } a été repris le { $since } : le paiement correspondant a été contesté auprès de la banque et restitué.
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit } a été repris : l’abonnement correspondant n’a pas duré { days } à partir du premier paiement.
   *[some] { Your-credit } a été repris le { $since } : l’abonnement correspondant n’a pas duré { days } à partir du premier paiement.
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit } a été repris : votre abonnement a pris fin, et le crédit qu’aucune facture n’a utilisé prend fin avec lui.
   *[some] { Your-credit } a été repris le { $since } : votre abonnement a pris fin, et le crédit qu’aucune facture n’a utilisé prend fin avec lui.
}
text-reversed_used = Les { $used } qu’une facture avait déjà utilisés le restent pour l’instant ; notre équipe s’en occupe.
text-reversed_used_stays = Les { $used } que des factures avaient déjà utilisés le restent.
text-expired = { $since ->
    [none] { Your-credit } n’a pas été utilisé à temps et a expiré.
   *[some] { Your-credit } n’a pas été utilisé à temps et a expiré le { $since }.
}
text-awaiting_redemption = { did-qualify }, et vous pouvez utiliser { your-credit }.
text-waiting_for_stripe_customer = { Your-credit } est à vous. Il ira sur votre facture dès que vous en aurez une.
text-being_posted = { Your-credit } est en route vers votre facture.
text-posted_waiting_next_invoice = { did-qualify }. { Your-credit } est au solde de votre compte{ $since ->
    [none] { "" }
   *[some] { " " }depuis le { $since }
} et sera déduit de { next-invoice }.
text-use = { $used } ont été déduits de la facture { $invoice } le { $day }
text-applied_on_invoice = { $uses }.
text-partly_applied = { $uses }. Les { $open } restants seront déduits de { next-invoice }.
text-currency_mismatch = { Your-credit } est à vous, mais votre compte est facturé dans une autre devise ; il n’a donc pas pu être porté sur votre facture.
text-posting_refused = { Your-credit } est à vous, mais n’a pas pu être porté sur votre facture.
text-an_invoice = (sans numéro)

invite-told-bounced = L’invitation que vous avez faite le { $made } n’a pas pu être distribuée.
invite-told-expired = L’invitation que vous avez faite le { $made } n’a pas été acceptée au { $ended } ; elle a donc expiré.
invite-told-too-late = Votre invitation a été acceptée le { $accepted }, et personne ne s’est inscrit à temps.
invite-told-accepted = Votre invitation a été acceptée le { $accepted }, et personne ne s’est encore inscrit avec elle.
invite-told-waiting = Vous avez fait cette invitation le { $made }. Personne ne s’est encore inscrit avec elle.

change-evidence = Si quelqu’un vous a bien parrainé, écrivez à notre assistance en joignant le lien ou l’invitation que vous avez utilisé ; elle pourra vérifier.
change-verification = { $last ->
    [none] L’adresse doit être confirmée.
   *[some] L’adresse doit être confirmée au plus tard le { $last }.
}
change-payment = { $last ->
    [none] Le paiement doit arriver.
   *[some] Le paiement doit arriver au plus tard le { $last }.
}
at-upgrade = { $upgrade ->
    [none] .
   *[some] { " " }: { $upgrade }
}
change-own-payment = Choisissez une formule payante, et il est à vous{ at-upgrade }
change-included-plan = Choisissez une formule que le programme inclut, et il est à vous{ at-upgrade }
change-not-paying = Passez à une formule payante, et votre prochain filleul vous rapportera du crédit{ at-upgrade }
change-overdue = { $last ->
    [none] Réglez ce qui est en retard, et il est à vous.
   *[some] Réglez ce qui est en retard au plus tard le { $last }, et il est à vous.
}
change-waiting = { $last ->
    [none] Passez à une formule payante, et il est à vous{ at-upgrade }
   *[some] Passez à une formule payante au plus tard le { $last }, et il est à vous{ at-upgrade }
}
change-passes = Vous n’avez rien à faire : cela passera tout seul.
change-stays = { $side ->
    [friend] Restez client jusqu’au { $stays }, et rien d’autre n’est nécessaire.
   *[referrer] Votre filleul doit rester client jusqu’au { $stays }. Vous n’avez rien à faire.
}
change-disputed = Si la banque maintient le paiement, le crédit reprend ; sinon, il prend fin. Vous n’avez rien à faire.
change-refunded = Si le remboursement échoue, le crédit revient automatiquement.
change-dispute-lost = Si la décision change, le crédit revient automatiquement.
change-reversed = Si le paiement revient, le crédit revient aussi, automatiquement.
change-next-friend = Votre prochain filleul peut vous rapporter du crédit.
change-plan = Choisissez une formule payante, et il sera déduit de votre facture{ at-upgrade }
change-posted = Vous n’avez rien à faire. Une facture qui vient plus tôt, par exemple pour un changement de formule, l’utilise avant. Dans une équipe, il est déduit de la facture de l’équipe.
change-mistake = Si vous pensez que c’est une erreur, écrivez à notre assistance.
change-staff = Notre équipe s’en occupe. Vous n’avez rien à faire.
change-refer = Vous pouvez parrainer à votre tour : un nouveau client compte.
change-lost-at-signup = Votre compte n’avait pas de formule payante au moment de l’inscription ; ce parrainage ne vous rapporte donc pas de crédit.
change-kept-at-signup = Votre compte n’avait pas de formule payante au moment de l’inscription : nous gardons le crédit pendant { days } après le paiement, et il est à vous dès que vous payez{ at-upgrade }
change-lost-unless = Seuls les clients payants gagnent du crédit, et votre compte n’a pas de formule payante : changez de formule avant le paiement de votre filleul, sinon le crédit est perdu{ at-upgrade }
change-kept-unless = Seuls les clients payants gagnent du crédit, et votre compte n’a pas de formule payante : changez de formule au plus tard { days } après le paiement{ at-upgrade }
change-redeem = { $redeem ->
    [none] Utilisez-le, ou demandez-le à notre assistance
   *[some] Utilisez-le sur { $redeem } ou demandez-le à notre assistance
} : il sera déduit de votre prochaine facture, ou d’un changement de formule ou d’une option facturés immédiatement. Il ne paie que nos factures ; il n’est pas versé.{ $last ->
    [none] { "" }
   *[some] { " " }Utilisez-le au plus tard le { $last } : il expire ensuite.
}
change-invite-address = Vérifiez l’adresse, et invitez votre contact à la bonne.
change-invite-again = Vous pouvez inviter votre contact de nouveau.
change-invite-signup = Votre contact n’a plus qu’à s’inscrire, au plus tard le { $last }.
change-invite-spam = Si votre contact ne la trouve pas, elle est peut-être dans les indésirables ou, dans Gmail, sous l’onglet Promotions. { $known ->
    [none] Aucune invitation ne part vers une adresse qui nous l’a demandé ou qui a été invitée dans les { days } précédents.
   *[some] Aucune invitation ne part vers une adresse qui a, ou a eu, un compte chez nous, qui nous l’a demandé ou qui a été invitée dans les { days } précédents.
}{ $last ->
    [none] { "" }
   *[some] { " " }Elle peut être acceptée jusqu’au { $last }.
}

once-signup = C’est pour l’inscription : rien de plus ne vient avec un paiement ou un changement de formule.
once-paid = C’est pour le premier paiement, une seule fois.
promised = { $side ->
    [friend] { $event ->
        [paid] Le programme promettait { $amount } quand vous avez effectué un premier paiement le { $qualified }
       *[signup] Le programme promettait { $amount } quand vous vous êtes inscrit le { $signed }
    }
   *[referrer] { $event ->
        [paid] Le programme promettait { $amount } quand { your-friend } a effectué un premier paiement le { $qualified }
       *[signup] Le programme promettait { $amount } quand { your-friend } s’est inscrit le { $signed }
    }
}{ $ended ->
    [none] .
   *[some] , et ce jusqu’au { $ended }.
} Un changement ultérieur n’y touche pas.

reply-greeting = { $name ->
    [none] Bonjour,
   *[some] Bonjour { $name },
}
