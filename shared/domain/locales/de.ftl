### Die Wörter der Seiten und Mails, in der Sie-Form. Die Schlüssel sind die von en.ftl.

page-title = Empfehlen und verdienen
page-skip = Zum Inhalt springen
page-back = Zurück zu { $product }
sandbox = Testmodus: Hier fließt kein echtes Geld.

headline-both = { $friend } verschenken, { $referrer } erhalten
headline-referrer = { $referrer } für jede Empfehlung
headline-friend = Schenken Sie Ihren Kontakten { $friend }
headline-none = Empfehlen Sie { $product } weiter

terms = Bedingungen des Programms
state-ended = Über Ihren Link kann man sich weiterhin registrieren, er bringt aber kein Guthaben mehr.
state-paused = Über Ihren Link kann man sich weiterhin registrieren. Hier steht, sobald er wieder Guthaben bringt.
eligible-needed = Guthaben erhalten nur zahlende Kunden, und Ihr Konto hat noch keinen bezahlten Tarif. Teilen können Sie schon jetzt; sobald Sie wechseln, erhalten Sie Guthaben.
eligible-upgrade = Tarif wechseln
eligible-unknown = Wir kennen Ihr Konto noch nicht. Ihr Link funktioniert; Einladungen per Mail gibt es, sobald { $product } Sie uns genannt hat.

how = So funktioniert es
link-step-share = Teilen Sie Ihren Link.
link-step-accept = Laden Sie Ihre Kontakte aus { $product } per Mail ein.
link-step-signup = Ihr Kontakt registriert sich.
link-step-paid = Ihr Kontakt registriert sich und zahlt zum ersten Mal.
link-step-bill = Sie erhalten { $amount } Guthaben; es wird von selbst mit Ihrer Rechnung verrechnet.
link-step-redeem = Sie erhalten { $amount } Guthaben und lösen es für Ihre Rechnung ein, wann Sie möchten.
link-step-nothing = Ihr Kontakt erhält { $amount } Guthaben.

link = Ihr Link
link-make = Meinen Link erstellen
link-none = Sie haben noch keinen Link. Ein Klick genügt, und er gehört Ihnen auf Dauer.
link-copy = Kopieren
link-copied = Kopiert
link-select = Drücken Sie Strg+C oder ⌘C: Der Link ist markiert.
link-share = Teilen …
link-made = Das ist Ihr Link. Teilen Sie ihn, wie Sie möchten.
link-label = Ihr persönlicher Link
link-code = Eigenen Code wählen
link-code-label = Ihr Code
link-code-save = Diesen Code verwenden
link-code-chosen = Erledigt. Ihr Link hat den neuen Code, und der bisherige funktioniert weiter.
link-code-free = { $code } ist frei.
link-code-taken = { $code } ist vergeben. Versuchen Sie einen anderen.
link-code-refused = { $code } kann niemand wählen. Versuchen Sie einen anderen.
link-code-own = Ihr Link hat diesen Code.
link-code-next = Ab dem { $date } können Sie einen anderen Code wählen.
link-code-rule = Ein Code hat { $least } bis { $most } Buchstaben von a bis z und Ziffern, dazwischen auch Bindestriche.
link-code-note = Sie können ihn alle 30 Tage ändern; Links, die Sie schon geteilt haben, funktionieren weiter.
qr = QR-Code
qr-alt = QR-Code Ihres Links
qr-download = Als SVG herunterladen
networks = Teilen auf
networks-new = { $network } (öffnet einen neuen Tab)

balance = Ihr Guthaben
balance-none = Noch kein Guthaben. Es erscheint hier, sobald eine Empfehlung zählt.
balance-available = Verfügbar
balance-pending = Ausstehend
balance-at-stripe = Auf Ihrer nächsten Rechnung
balance-used = Verrechnet
balance-team = Das Guthaben gehört Ihrem Konto: Es wird mit dessen Rechnung verrechnet, gleich wer es verdient hat.
balance-next = Es wird von selbst mit Ihrer nächsten Rechnung verrechnet, voraussichtlich am { $date }.
balance-soon = Es wird von selbst mit Ihrer nächsten Rechnung verrechnet.
balance-redeem = Guthaben einlösen
balance-redeem-note = Es wird mit Ihrer nächsten Rechnung verrechnet oder mit einem Tarifwechsel, der sofort berechnet wird.
balance-redeemed = Erledigt. Es wird mit Ihrer nächsten Rechnung verrechnet.
credit-pending-until = { $amount }, bis { $date }
credit-waiting = Was noch aussteht, und warum

referrals = Ihre Kontakte
referrals-none = Noch niemand. Hier sehen Sie alle, die sich registriert haben, und was daraus wurde.
referrals-friend = Kontakt
referrals-since = Registriert
referrals-status = Stand
why = Warum?
why-since = Seit
why-next = Nächster Termin
why-rule = Maßgeblich
rule-invite = die Einladung
rule-attribution = wie Ihr Kontakt kam
rule-qualification = was Ihr Kontakt tun muss
rule-amount = was das Programm verspricht
rule-eligibility = wer Guthaben erhalten kann
rule-cap = die Grenzen des Programms
rule-hold = die Wartezeit
rule-payment = die Zahlung Ihres Kontakts
rule-redemption = das Einlösen des Guthabens
rule-staff = unser Team
rule-posting = der Weg zu Ihrer Rechnung
rule-invoice = Ihre Rechnungen
more = Alle { $count } anzeigen

progress-invited = Eingeladen
progress-accepted = Angenommen
progress-signed-up = Registriert
progress-paid = Bezahlt
progress-rewarded = Belohnt
progress-not-eligible = Zählt nicht
progress-expired = Abgelaufen
progress-not-delivered = Nicht zugestellt

news = Neuigkeiten
news-none = Noch nichts. Wir melden hier und per Mail, wenn jemand hinzukommt oder Sie etwas verdienen.
news-unread = { $count } neu
news-new = Neu:
news-seen = Alle als gelesen markieren
news-preferences = Mails auswählen, die Sie erhalten

invites = Per Mail einladen
invites-to = Adressen Ihrer Kontakte
invites-to-hint-one = Eine Adresse, etwa bo@example.com oder Bo Kim <bo@example.com>.
invites-to-hint = Bis zu { $count } auf einmal. Fügen Sie beliebig viele ein, getrennt durch Komma, Semikolon oder Zeilenumbruch. Alle erhalten eine eigene Nachricht.
invites-message = Ihre Nachricht
invites-message-hint = Reiner Text mit höchstens 1.000 Zeichen. Aus {"{"}friend_name{"}"} wird der Name Ihres Kontakts. Links und Telefonnummern werden abgelehnt; die Schaltfläche mit Ihrem Link steht unter Ihren Worten.
invites-message-fixed = Das senden wir; in diesem Programm lässt es sich nicht ändern.
invites-reset = Auf das Original zurücksetzen
invites-subject = Betreff
invites-preview = Vorschau
invites-look-light = Hell
invites-look-dark = Dunkel
invites-look-text = Nur Text
invites-preview-title = Die Einladung, wie Ihr Kontakt sie sieht
invites-send = Einladungen senden
invites-left = { $count ->
    [0] Sie haben alle Einladungen für heute versendet. Morgen geht es weiter.
    [one] Heute noch 1 Einladung.
   *[other] Heute noch { $count } Einladungen.
}
invites-again = Schreiben Sie Menschen, die Sie kennen: Wir schreiben an dieselbe Adresse höchstens einmal in 30 Tagen, gleich wer darum bittet.
invites-need-name = { $product } hat uns Ihren Namen noch nicht genannt, und Ihr Kontakt muss wissen, wer schreibt.
invites-need-link = Erstellen Sie zuerst Ihren Link: Die Einladung enthält ihn.
invites-own-mail = Im eigenen Mailprogramm schreiben
invites-sent = { $count ->
    [one] 1 Einladung ist unterwegs.
   *[other] { $count } Einladungen sind unterwegs.
}
invites-refused = Noch nicht gesendet: Bitte sehen Sie sich die markierten Stellen an.
invites-result = Unterwegs
invites-known = Wer keine Einladungen möchte oder schon Kunde ist, erhält keine. Wer das ist, sagen wir Ihnen nicht.
invites-remove = { $address } entfernen
invites-list = Einladungen der letzten Wochen
invites-address = Adresse
invites-day = Gesendet

privacy = Was wir über Ihren Kontakt speichern
privacy-text = Die Adresse, die Sie eingeben, bis 30 Tage nachdem die Einladung abgelaufen ist oder Ihr Kontakt keine Mails mehr möchte; danach nur einen Fingerabdruck davon, damit niemand noch einmal angeschrieben wird. Sie sehen nur Vornamen, und niemand sonst sieht, wen Sie einladen.
zone = Tage gelten in der Zeitzone { $zone }.

faq = Fragen und Antworten

trouble-expired = Ihre Sitzung ist beendet
trouble-expired-text = Zu Ihrer Sicherheit schließt sich diese Seite nach einer Stunde. Öffnen Sie „Empfehlen und verdienen“ in { $product } erneut, und Sie sind wieder da.
trouble-used = Dieser Link wurde schon benutzt
trouble-used-text = Ein Link auf diese Seite funktioniert einmal und eine Minute lang. Öffnen Sie „Empfehlen und verdienen“ in { $product } erneut.
trouble-origin = Das kam nicht von dieser Seite
trouble-origin-text = Zu Ihrer Sicherheit wurde nichts getan. Öffnen Sie die Seite erneut und drücken Sie dort die Schaltfläche.
trouble-busy = Einen Moment bitte
trouble-busy-text = Das war etwas viel auf einmal. Warten Sie eine Minute und laden Sie die Seite dann neu; es geht nichts verloren.
trouble-down = Wir können das gerade nicht anzeigen
trouble-down-text = Ihr Link funktioniert weiter und Ihr Guthaben ist sicher: Es kommt vielleicht später, verloren geht es nie. Versuchen Sie es in einer Minute noch einmal.
trouble-program = Es gibt noch kein Programm
trouble-program-text = { $product } hat sein Empfehlungsprogramm noch nicht begonnen. Schauen Sie später wieder vorbei.
trouble-stranger = Ihr Konto ist hier noch nicht bekannt
trouble-stranger-text = { $product } hat uns noch nichts von Ihnen gesagt. Fragen Sie dort den Support, und schauen Sie später wieder vorbei.
trouble-reload = Seite neu laden
trouble-open = „Empfehlen und verdienen“ öffnen

js-offline = Sie sind offline. Was Sie sehen, ist von vorhin.
js-ended = Ihre Sitzung ist beendet. Öffnen Sie „Empfehlen und verdienen“ erneut.

### Tage und Beträge, wie sie in anderen Sätzen stehen.

month-name = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
day = { $day }. { month-name } { $year }
month = { month-name } { $year }
until = { $date }, { $time } Uhr { $zone }
days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tagen
}
amounts-and = { $one } und { $other }
amounts-or = { $one } oder { $other }
a-friend = ein Kontakt
no-name = Jemand, den Sie kennen,
credit-amount = { $amount } Guthaben
credit-word = Guthaben
friend-name-unknown = du

### Was ein Programm verspricht.

offer-both = Sie erhalten { $referrer } und Ihr Kontakt erhält { $friend }
offer-referrer = Sie erhalten { $referrer }
offer-friend = Ihr Kontakt erhält { $friend }
offer-none = es gibt kein Guthaben
cause-signup = { $day ->
    [none] wenn sich Ihr Kontakt registriert
   *[some] wenn sich Ihr Kontakt bis zum { $day } registriert
}
cause-paid = { $day ->
    [none] wenn Ihr Kontakt zum ersten Mal zahlt
   *[some] wenn Ihr Kontakt bis zum { $day } zum ersten Mal zahlt
}
cause-paid-after-signup = wenn ein Kontakt, der sich bis zum { $day } registriert, zum ersten Mal zahlt
promise = { $offer }, { $cause }.
promise-until = { $offer }, { $cause }; danach: { $then }.
program-draft = Das Programm hat noch nicht begonnen.
program-paused = Das Programm pausiert: Eine Registrierung bringt im Moment kein Guthaben.
program-ended = Das Programm ist beendet: Eine Registrierung bringt kein Guthaben mehr.
program-ended-paid = Das Programm ist beendet: Nur Kontakte, die sich schon registriert haben, können Ihnen noch Guthaben bringen.
friend-gets-signup = sobald Sie sich registrieren
friend-gets-verified = sobald Sie sich registriert und Ihre Adresse bestätigt haben
friend-gets-paid = mit Ihrer ersten Zahlung
share-subject = Probieren Sie { $product }
invite-subject-plain = { $referrer } lädt Sie zu { $product } ein

### Warum ein Guthaben nicht da ist.

reason-awaiting_signup = Über diese Einladung hat sich noch niemand registriert.
reason-not_via_link_or_accept = Die Registrierung kam nicht über Ihren Link oder die Schaltfläche Ihrer Einladung und ließ sich Ihnen daher nicht zuordnen.
reason-attribution_window_passed = Zwischen dem Besuch über Ihren Link und der Registrierung verging zu viel Zeit.
reason-already_referred = Eine andere Empfehlung kam zuvor.
reason-existing_account = Das Angebot gilt für neue Kunden, und diese Registrierung zählte nicht als solche.
reason-former_account = { reason-existing_account }
reason-self_referral = Wer sich selbst empfiehlt, erhält kein Guthaben.
reason-same_account = Wer Ihrem eigenen Konto beitritt, bringt kein Guthaben.
reason-program_inactive = Das Empfehlungsprogramm lief zu dieser Zeit nicht.
reason-awaiting_email_verification = Ihr Kontakt muss die Mailadresse noch bestätigen. Dann kommt das Guthaben.
reason-on_trial = Das Guthaben kommt mit der ersten Zahlung Ihres Kontakts; eine Testphase zählt nicht.
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = Das Guthaben kommt mit Ihrer eigenen ersten Zahlung; eine Testphase zählt nicht.
reason-zero_amount_invoice = Das Guthaben kommt mit der ersten Zahlung Ihres Kontakts; eine Rechnung über null ist keine.
reason-below_minimum = Das Guthaben kommt mit der ersten Zahlung Ihres Kontakts, die über dem Mindestbetrag des Programms liegt.
reason-plan_not_included = Das Guthaben kommt mit der ersten Zahlung für einen Tarif, der zum Programm gehört.
reason-qualification_window_passed = Die erste Zahlung Ihres Kontakts kam zu spät.
reason-referrer_not_paying_at_instant = Empfehlungsguthaben erhalten nur zahlende Kunden, und Ihr Konto hatte zum maßgeblichen Zeitpunkt keinen bezahlten Tarif.
reason-waiting_for_referrer_to_pay = Empfehlungsguthaben erhalten nur zahlende Kunden, und Ihr Konto hat noch keinen bezahlten Tarif oder eine offene Zahlung. Wir bewahren das Guthaben für Sie auf.
reason-in_hold_until = Das Guthaben wird eine Weile zurückgehalten, falls es zu einer Erstattung kommt.
reason-under_review = Wir sehen uns diese Empfehlung an, bevor das Guthaben freigegeben wird. Sie brauchen nichts zu tun.
reason-fraud = Wir haben uns diese Empfehlung angesehen; das Programm zahlt dafür nicht.
reason-refunded = Die zugehörige Zahlung wurde erstattet.
reason-disputed = Die zugehörige Zahlung wird bei der Bank angefochten. Das Guthaben wartet, bis darüber entschieden ist.
reason-dispute_lost = Die zugehörige Zahlung wurde angefochten und ging zurück.
reason-friend_canceled = Das zugehörige Abonnement endete zu früh.
reason-referrer_canceled = Ihr Abonnement ist beendet und mit ihm, was keine Rechnung von diesem Guthaben verrechnet hatte.
reason-awaiting_redemption = Das Guthaben gehört Ihnen: Lösen Sie es ein, wann Sie möchten.
reason-waiting_for_stripe_customer = Das Guthaben gehört Ihnen. Es geht auf Ihre Rechnung, sobald Sie eine haben.
reason-currency_mismatch = Ihr Konto wird in einer anderen Währung abgerechnet als dieses Guthaben. Wir kümmern uns darum.
reason-posting_refused = Das Guthaben ließ sich nicht auf Ihre Rechnung setzen. Wir kümmern uns darum.
reason-posted_waiting_next_invoice = Das Guthaben ist auf Ihrem Konto und wird mit der nächsten Rechnung verrechnet.
reason-being_posted = Das Guthaben ist auf dem Weg zu Ihrer Rechnung.
reason-applied_on_invoice = Das Guthaben wurde mit Ihrer Rechnung verrechnet.
reason-partly_applied = Ein Teil des Guthabens wurde mit Ihrer Rechnung verrechnet; der Rest folgt mit der nächsten.
reason-expired = Das Guthaben wurde nicht rechtzeitig genutzt und ist verfallen.
reason-reversed = Das Guthaben wurde zurückgenommen.
reason-nothing_promised = Dafür gibt das Programm kein Guthaben.
reason-budget_exhausted = Als die Registrierung Ihres Kontakts zählte, hatte das Programm bereits alles vergeben.
reason-cap_reached = Sie haben das Höchste erreicht, was das Programm vergibt.
reason-admin_decision = Unser Team hat so entschieden. Fragen Sie gern nach, wenn Sie mehr wissen möchten.
reason-invite_opted_out = Die Einladung wurde nicht gesendet.
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = Die Einladung konnte nicht zugestellt werden.
reason-invite_expired = Die Einladung wurde nicht rechtzeitig angenommen.
mend-waiting = Wechseln Sie in einen bezahlten Tarif oder begleichen Sie, was offen ist, und das Guthaben gehört Ihnen.
mend-lost = Wechseln Sie in einen bezahlten Tarif, und Ihre nächste Empfehlung bringt Ihnen Guthaben.

### Neuigkeiten, je ein Satz.

told-earned = { $cause ->
    [signup] { $friend } hat sich registriert: Sie haben { $amount } verdient
    [paid] { $friend } hat zum ersten Mal gezahlt: Sie haben { $amount } verdient
   *[none] Sie haben { $amount } für eine Empfehlung verdient ({ $friend })
}{ $until ->
    [none] .
   *[some] , zurückgehalten bis { $until }.
}
told-waiting = Ihr Guthaben für eine Empfehlung ({ $friend }) wartet. { $why }
told-no-credit = { $friend } hat Ihnen kein Guthaben gebracht. { $why }
told-friend = Sie wurden empfohlen, und { $amount } Guthaben gehören Ihnen.
told-friend-later = Sie wurden empfohlen, und { $amount } Guthaben kommen mit Ihrer ersten Zahlung.
told-credit = { $friend ->
    [none] Ihr Guthaben von { $amount }
   *[some] Ihr Guthaben von { $amount } für eine Empfehlung ({ $friend })
}
told-posted = { told-credit } ist auf Ihrem Konto und wird mit der nächsten Rechnung verrechnet.
told-canceled = { told-credit } wurde storniert. { $why }
told-expired = { told-credit } wurde nicht rechtzeitig genutzt und ist verfallen.
told-reversed = { told-credit } wurde zurückgenommen. { $why }
told-given = { $friend ->
    [none] Sie haben { $amount } Guthaben bekommen.
   *[some] Sie haben { $amount } Guthaben für eine Empfehlung bekommen ({ $friend }).
}
told-taken = { $taken } wurden abgezogen. Übrig bleibt: { told-credit }. { $why }
told-reinstated = { told-credit } gehört wieder Ihnen: Die zugehörige Zahlung gilt nun doch.
told-applied = { told-credit } wurde mit der Rechnung { $invoice } verrechnet.

### Fragen und Antworten, aus den Regeln des Programms.

faq-amount = Was bekommen wir?
faq-amount-text = Es ist Guthaben für Rechnungen von { $product }. Jeder neue Kunde zählt einmal, und mehrere summieren sich.
faq-amount-terms = Die Bedingungen finden Sie unter { $url }
faq-cash = Kann ich es mir auszahlen lassen?
faq-cash-text = Nein. Das Guthaben gilt nur für Rechnungen von { $product } und wird nicht ausgezahlt.
faq-instant = Wann kommt das Guthaben?
faq-instant-signup = Sobald sich Ihr Kontakt registriert. Wenn er später zahlt oder wechselt, kommt nichts hinzu.
faq-instant-verified = Sobald sich Ihr Kontakt registriert und die Mailadresse bestätigt hat. Wenn er später zahlt oder wechselt, kommt nichts hinzu.
faq-instant-paid = Mit der ersten Zahlung Ihres Kontakts, wenn sie innerhalb von { days } nach der Registrierung kommt. Eine Testphase zählt nicht.
faq-minimum = Die Zahlung muss über { $amount } liegen.
faq-plans = Sie muss für einen Tarif sein, der zum Programm gehört.
faq-hold = Es wird dann für { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
} zurückgehalten.
faq-retention = Ihr Kontakt muss danach { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
} lang abonniert bleiben, sonst entfällt das Guthaben.
faq-told = Sie erfahren es sofort, per Mail und auf dieser Seite.
faq-friend-paid = Das Guthaben Ihres Kontakts kommt mit dessen erster Zahlung.
faq-friend-same = Das Guthaben Ihres Kontakts kommt zur selben Zeit.
faq-who = Wer kann Guthaben erhalten?
faq-who-any = Alle mit einem Konto bei { $product }, ob sie zahlen oder nicht.
faq-who-active = Alle, deren Konto bei { $product } offen ist.
faq-who-paying = Nur zahlende Kunden; eine Testphase zählt nicht als Zahlung. Sie müssen einen bezahlten Tarif haben, { $when ->
    [signup] wenn sich Ihr Kontakt registriert
    [verified] wenn Ihr Kontakt die Mailadresse bestätigt
    [paid] wenn Ihr Kontakt zum ersten Mal zahlt
    [signup-and-verified] wenn sich Ihr Kontakt registriert und wenn er die Mailadresse bestätigt
   *[signup-and-paid] wenn sich Ihr Kontakt registriert und wenn er zum ersten Mal zahlt
}; { $count ->
    [none] sonst bringt Ihnen die Empfehlung nichts.
    [one] sonst bewahren wir das Guthaben 1 Tag lang auf, und es gehört Ihnen, sobald Sie zahlen.
   *[other] sonst bewahren wir das Guthaben { $count } Tage lang auf, und es gehört Ihnen, sobald Sie zahlen.
}
faq-upgrade = Wechseln können Sie unter { $url }
faq-after = Kann man jemanden nach der Registrierung noch empfehlen?
faq-after-link = Nein. Ihr Kontakt muss sich über Ihren Link registrieren, innerhalb von { days } nach dem Klick, oder dessen Code eingeben. { faq-after-other }
faq-after-accept = Nein. Ihr Kontakt muss sich über die Schaltfläche einer Einladung von Ihnen registrieren, innerhalb von { days } nach dem Klick. { faq-after-other }
faq-after-both = Nein. Ihr Kontakt muss sich über Ihren Link registrieren, innerhalb von { days } nach dem Klick, oder dessen Code eingeben, oder sich über die Schaltfläche einer Einladung von Ihnen registrieren, innerhalb von { days } nach dem Klick. { faq-after-other }
faq-after-other = Bei jeder anderen Registrierung lässt sich nicht erkennen, dass sie von Ihnen kommt.
faq-use = Wann kann ich mein Guthaben nutzen?
faq-use-automatic = Es wird von selbst mit Ihrer nächsten Rechnung verrechnet, und die Rechnung zeigt es. Bei monatlicher Zahlung ist das die des nächsten Monats, bei jährlicher die des nächsten Jahres, sofern nicht früher eine kommt, etwa für einen Tarifwechsel. { faq-use-rest }
faq-use-on-request = Jederzeit. Eingelöst wird es mit Ihrer nächsten Rechnung verrechnet oder mit einem Tarifwechsel oder einer Erweiterung, die sofort berechnet wird. Bei jährlicher Zahlung ist das, wenn vorher nichts berechnet wird, die Rechnung des nächsten Jahres. { faq-use-rest }
faq-use-rest = Was eine Rechnung davon übrig lässt, gilt für die nächste.
faq-void = Endet Ihr eigenes Abonnement, so endet auch das Guthaben für Ihre Empfehlungen, soweit keine Rechnung es verrechnet hat.
faq-redeem = Wie löse ich es ein?
faq-redeem-automatic = Sie brauchen nichts zu tun: Es wird von selbst mit Ihrer Rechnung verrechnet.
faq-redeem-here = Lösen Sie es auf dieser Seite selbst ein oder bitten Sie unseren Support darum.
faq-redeem-there = Bitten Sie unseren Support darum oder lösen Sie es selbst ein unter { $url }
faq-team = Ich arbeite in einem Team. Mit wessen Rechnung wird es verrechnet?
faq-team-text = Mit der des Teams. Guthaben gehört dem Konto, das abgerechnet wird, gleich wer darin es verdient hat, und nicht einer einzelnen Person.
faq-several = Kann ich mehrere auf einmal einladen?
faq-several-one = Nein: Eine Einladung geht an eine Person, und Sie können { $count } am Tag senden.
faq-several-many = Ja, bis zu { $most } auf einmal und { $count } am Tag.
faq-several-self = Sie senden die Einladungen aus Ihrem eigenen Mailprogramm, an beliebig viele.
faq-several-off = Von hier werden keine Einladungen gesendet.
faq-several-link = Teilen Sie Ihren Link mit beliebig vielen.
faq-privacy = Sehen die Eingeladenen einander?
faq-privacy-text = Nein. Alle erhalten eine eigene Nachricht und sehen weder Namen noch Adressen der anderen.
faq-missing = Warum hat mein Kontakt keine Einladung bekommen?
faq-missing-known = An eine Adresse, die ein Konto bei { $product } hat oder hatte, geht keine Einladung.
faq-missing-asked = Wir schreiben niemandem, der uns darum gebeten hat oder der in den letzten { days } eingeladen wurde.
faq-missing-spam = Alle anderen finden sie vielleicht im Spam-Ordner oder, bei Gmail, im Tab „Werbung“.

### Mails.

mail-greeting = { $name ->
    [none] Guten Tag,
   *[some] Guten Tag { $name },
}
mail-or-open = Oder öffnen Sie diesen Link:
mail-terms = Bedingungen
mail-reference = Referenz: { $reference }
mail-why = Warum erhalte ich das? Sie nehmen am Empfehlungsprogramm von { $product } teil, und es geht um Ihre eigenen Empfehlungen.
mail-why-friend = Warum erhalte ich das? Sie haben sich auf eine Empfehlung hin bei { $product } registriert, und es geht um das Guthaben dazu.
mail-stop-referrals = Keine Mails mehr über meine Empfehlungen
mail-stop-credit = Keine Mails mehr über mein Guthaben
mail-stop-friend = Keine Mails mehr über Empfehlungsguthaben
mail-stop-reminders = Keine Erinnerungen mehr an meine Empfehlungen
mail-stop-invites = Kein Interesse? Schreiben Sie mir nie wieder
mail-see-credit = Mein Guthaben ansehen
mail-redeem = Guthaben einlösen
mail-refer = Weiterempfehlen
mail-upgrade = Tarif wechseln
mail-question = Warum?

mail-your-credit = { $friend ->
    [none] Ihr Guthaben von { $amount }
   *[some] Ihr Guthaben von { $amount } für eine Empfehlung ({ $friend })
}
mail-next = { $bill ->
    [team] { $amount } weniger auf der nächsten Rechnung Ihres Teams
   *[own] { $amount } weniger auf Ihrer nächsten Rechnung
}
mail-next-annual = { $bill ->
    [team] { $amount } weniger auf der nächsten Jahresrechnung Ihres Teams
   *[own] { $amount } weniger auf Ihrer nächsten Jahresrechnung
}
mail-to-redeem = { $amount } zum Einlösen
mail-expected = { $about ->
    [none] { "" }
   *[some] Voraussichtlich am { $about }.{ " " }
}
mail-next-how = { mail-expected }Es wird von selbst verrechnet, und die Rechnung zeigt es.
mail-next-annual-how = { mail-expected }Es wird von selbst verrechnet, und die Rechnung zeigt es. Ein Tarifwechsel oder zusätzliche Plätze, die früher berechnet werden, nutzen es eher.
mail-to-redeem-how = Lösen Sie es ein, wann Sie möchten. { mail-redeemed }
mail-redeemed = { $bill ->
    [team] Es wird dann mit der nächsten Rechnung Ihres Teams verrechnet oder mit einem Tarifwechsel oder einer Erweiterung, die sofort berechnet wird.
   *[own] Es wird dann mit Ihrer nächsten Rechnung verrechnet oder mit einem Tarifwechsel oder einer Erweiterung, die sofort berechnet wird.
}
mail-later-next = { $bill ->
    [team] Dann wird es von selbst mit der nächsten Rechnung Ihres Teams verrechnet, und die Rechnung zeigt es.
   *[own] Dann wird es von selbst mit Ihrer nächsten Rechnung verrechnet, und die Rechnung zeigt es.
}
mail-later-annual = { $bill ->
    [team] Dann wird es von selbst mit der nächsten Jahresrechnung Ihres Teams verrechnet oder mit einem Tarifwechsel oder zusätzlichen Plätzen, die früher berechnet werden, und die Rechnung zeigt es.
   *[own] Dann wird es von selbst mit Ihrer nächsten Jahresrechnung verrechnet oder mit einem Tarifwechsel oder zusätzlichen Plätzen, die früher berechnet werden, und die Rechnung zeigt es.
}
mail-later-redeem = Dann können Sie es einlösen. { mail-redeemed }
mail-team = Es geht auf die Rechnung Ihres Teams, nicht an eine einzelne Person.

invite-intro = { mail-greeting } hier ist { $product }. { $first } hat uns gebeten, Ihnen dies weiterzugeben:
invite-button = Einladung von { $first } annehmen
invite-headline = { $referrer } empfiehlt Ihnen { $product }
invite-preheader = { $reward ->
    [none] Eine persönliche Einladung von { $referrer }.
   *[some] { $reward } für Sie, { $condition }.
}
invite-box = { $reward } für Sie
invite-condition = Sie erhalten es über diese Einladung, { $condition }.
invite-until = Gültig bis { $until }.
invite-why = Warum erhalte ich das? { $referrer } hat Ihre Adresse bei { $product } eingegeben und uns gebeten, Ihnen diese eine Nachricht zu senden. Sie stehen auf keiner Mailingliste.{ $reward ->
    [none] { "" }
   *[some] { " " }{ $first } kann { $reward } erhalten, wenn Sie dazukommen.
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] einer Ihrer Kontakte hat sich bei { $product } registriert.
       *[paid] einer Ihrer Kontakte hat zum ersten Mal bei { $product } gezahlt.
    }
   *[some] { $cause ->
        [signup] Ihr Kontakt { $friend } hat sich bei { $product } registriert.
       *[paid] Ihr Kontakt { $friend } hat zum ersten Mal bei { $product } gezahlt.
    }
}
earned-subject = { $friend ->
    [none] Sie haben { $amount } Guthaben für eine Empfehlung verdient
   *[some] Sie haben { $amount } Guthaben für eine Empfehlung verdient: { $friend }
}
earned-headline = Sie haben { $amount } Guthaben verdient
earned-text = { mail-greeting } gute Nachrichten: { friend-did }
earned-hold = { $amount } zurückgehalten bis { $until }
earned-hold-signup = Wir warten, um sicher zu sein, dass die Registrierung echt ist.
earned-hold-paid = Wir warten für den Fall, dass die Zahlung erstattet wird.
earned-balance = Verfügbares Guthaben insgesamt: { $amount }.

applied-subject = { $bill ->
    [team] { $amount } Guthaben wurden mit der Rechnung Ihres Teams verrechnet
   *[own] { $amount } Guthaben wurden mit Ihrer Rechnung verrechnet
}
applied-headline = { $amount } Guthaben wurden verrechnet
applied-text = { mail-greeting } { $friend ->
    [none] { $amount } Ihres Guthabens
   *[some] { $amount } Ihres Guthabens für eine Empfehlung ({ $friend })
} wurden mit der letzten Rechnung { $bill ->
    [team] Ihres Teams
   *[own] Ihres Kontos
} verrechnet.
applied-box = { $bill ->
    [team] { $amount } weniger auf der Rechnung Ihres Teams
   *[own] { $amount } weniger auf Ihrer Rechnung
}
applied-how = Die Rechnung zeigt es als angerechnetes Guthaben.

canceled-subject = Ihr Guthaben von { $amount } wurde storniert
canceled-headline = { $amount } Guthaben wurden storniert
canceled-text = { mail-greeting } { mail-your-credit } wurde storniert, bevor es auf eine Rechnung kam.

expired-subject = Ihr Guthaben von { $amount } ist verfallen
expired-headline = { $amount } Guthaben sind verfallen
expired-preheader = Es wurde nicht rechtzeitig genutzt.
expired-text = { mail-greeting } { mail-your-credit } wurde nicht rechtzeitig genutzt und ist verfallen.
expired-how = Guthaben dieses Programms gilt für begrenzte Zeit, wie es in den Bedingungen steht.

expiring-subject = Ihr Guthaben von { $amount } verfällt am { $day }
expiring-headline = Nutzen Sie Ihr Guthaben von { $amount } rechtzeitig
expiring-text = { mail-greeting } { mail-your-credit } ist noch da und gilt bis zum { $day }.
expiring-box = { $amount } verfallen am { $day }
expiring-how = Bisher gab es keine Rechnung, mit der es verrechnet werden konnte. Sobald Ihr Konto einen bezahlten Tarif hat, geschieht das von selbst.

given-subject = { $amount } Guthaben gehören Ihnen
given-preheader = Unser Team hat es sich angesehen.
given-text = { mail-greeting } unser Team hat es sich angesehen: { mail-your-credit } gehört Ihnen.

posted-subject = { $bill ->
    [team] Ihr Guthaben von { $amount } wird mit der nächsten Rechnung Ihres Teams verrechnet
   *[own] Ihr Guthaben von { $amount } wird mit Ihrer nächsten Rechnung verrechnet
}
posted-headline = { $bill ->
    [team] { $amount } Guthaben sind auf dem Konto Ihres Teams
   *[own] { $amount } Guthaben sind auf Ihrem Konto
}
posted-text = { mail-greeting } { mail-your-credit } ist jetzt auf dem Konto{ $bill ->
    [team] { " " }Ihres Teams.
   *[own] .
}
posted-preheader = { mail-next }. Was eine Rechnung übrig lässt, gilt für die nächste.
posted-rest = Was eine Rechnung davon übrig lässt, gilt für die nächste.

reinstated-subject = Ihr Guthaben von { $amount } ist wieder da
reinstated-headline = { $amount } Guthaben gehören wieder Ihnen
reinstated-preheader = Die zugehörige Zahlung gilt nun doch.
reinstated-text = { mail-greeting } die zugehörige Zahlung gilt nun doch: { mail-your-credit } gehört wieder Ihnen.

reversed-subject = { $amount } Guthaben wurden zurückgenommen
reversed-text = { mail-greeting } { $friend ->
    [none] { $amount } des Guthabens für Ihren Beitritt
   *[some] { $amount } des Guthabens für eine Empfehlung ({ $friend })
} wurden wieder vom Konto { $bill ->
    [team] Ihres Teams{ " " }
   *[own] { "" }
}abgezogen.
reversed-rest = Was Rechnungen schon verrechnet haben, bleibt verrechnet.
reversed-used = Eine Rechnung hatte es verrechnet: anderes Guthaben des Kontos kommt dafür auf, oder die nächste Rechnung enthält den Betrag.

welcome-headline = { $referrer ->
    [none] Sie sind dabei – { $amount } Guthaben für { $product }
   *[some] Sie sind dabei – { $amount } Guthaben, von { $referrer }
}
welcome-text = { mail-greeting } willkommen bei { $product }! { $referrer ->
    [none] Sie wurden empfohlen
   *[some] { $referrer } hat Sie empfohlen
}, und das gehört Ihnen:
welcome-later = { $amount } nach Ihrer ersten Zahlung

your-friend = { $friend ->
    [none] Ihr Kontakt
   *[some] { $friend }
}
at-risk-subject-lost = Wechseln Sie, bevor { your-friend } zahlt, sonst verfällt Ihr Guthaben von { $amount }
at-risk-subject-kept = Wechseln Sie, um Ihr Guthaben von { $amount } zu erhalten: { your-friend }
at-risk-headline = Ihr Guthaben von { $amount } braucht einen bezahlten Tarif
at-risk-text = { mail-greeting } { your-friend } hat sich bei { $product } registriert. { $amount } Guthaben gehören Ihnen mit der ersten Zahlung, wenn Ihr eigenes Konto bis dahin einen bezahlten Tarif hat.
at-risk-box = Wechseln Sie, bevor { your-friend } zahlt
at-risk-rule = Empfehlungsguthaben erhalten nur zahlende Kunden, und Ihr Konto hat derzeit keinen bezahlten Tarif.
at-risk-trial = Die Testphase ({ your-friend }) endet am { $day }; die erste Zahlung kann gleich folgen.
at-risk-lost = Kommt die Zahlung zuerst, ist das Guthaben dafür verloren.
at-risk-kept = Kommt die Zahlung zuerst, bewahren wir das Guthaben { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
} lang für Sie auf.

not-yet-subject-paid = Ihr Guthaben von { $amount } kommt, wenn { your-friend } zum ersten Mal zahlt
not-yet-subject-verified = Ihr Guthaben von { $amount } kommt, wenn { your-friend } die Mailadresse bestätigt
not-yet-headline = { $amount } Guthaben stehen noch aus
not-yet-text = { mail-greeting } { your-friend } hat sich bei { $product } registriert; bis es zählt, fehlt noch etwas.
not-yet-box-paid = { $amount } Guthaben, wenn { your-friend } zum ersten Mal zahlt
not-yet-box-verified = { $amount } Guthaben, wenn { your-friend } die Mailadresse bestätigt
not-yet-how-paid = Eine Testphase zählt nicht.
not-yet-how-verified = Vielleicht hilft eine Erinnerung von Ihnen.
not-yet-until = Es zählt bis zum { $until }.

digest-subject = Ihre Empfehlungen im { $month }: { digest-summary }
digest-headline = Ihre Empfehlungen im { $month }
digest-text = { mail-greeting } das haben Ihre Empfehlungen im { $month } gebracht.
digest-friends = { $count ->
    [one] 1 Kontakt ist dazugekommen
   *[other] { $count } Kontakte sind dazugekommen
}
digest-summary = { $count ->
    [0] { $earned ->
        [none] Ihr Guthaben hat sich verändert
       *[some] { $earned } verdient
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }, { $earned } verdient
    }
}
digest-earned = Verdient: { $amount }.
digest-bill = Auf die Rechnung gesetzt: { $amount }.
digest-expired = Verfallen: { $amount }.
digest-canceled = Storniert: { $amount }.

no-credit-subject = { $friend ->
    [none] Kein Guthaben für eine Empfehlung, und warum
   *[some] Kein Guthaben für eine Empfehlung ({ $friend }), und warum
}
no-credit-headline = { $friend ->
    [none] Kein Guthaben für eine Empfehlung
   *[some] Kein Guthaben für eine Empfehlung: { $friend }
}
no-credit-question = Warum nicht?
no-credit-waiting-subject = { $friend ->
    [none] Ihr Guthaben von { $amount } für eine Empfehlung wartet
   *[some] Ihr Guthaben von { $amount } für eine Empfehlung ({ $friend }) wartet
}
no-credit-waiting-headline = Ihr Guthaben von { $amount } wartet
no-credit-waiting-question = Worauf wartet es?
no-credit-text = { mail-greeting } { friend-did }
no-credit-until = Sie haben Zeit bis zum { $until }.

terms-subject = Bis { $until }: { $offer }
terms-headline = Die Bedingungen ändern sich bald
terms-text = { mail-greeting } die Bedingungen des Empfehlungsprogramms von { $product } ändern sich. Für Kontakte, die sich bis dahin registrieren, gelten noch die heutigen.
terms-box = Bis { $until }: { $offer }.
terms-then = { $then ->
    [none] Danach gelten andere Bedingungen; die Beträge bleiben gleich.
   *[some] Danach: { $then }.
}

unused-subject = Ihr Empfehlungslink für { $product } wartet auf den ersten Kontakt
unused-headline = Ihr Empfehlungslink ist bereit
unused-text = { mail-greeting } Sie haben Ihren Empfehlungslink erstellt, und noch hat sich niemand darüber registriert. Er passt überall hin, wo Sie jemandem schreiben.
unused-box = { $offer }.
unused-link = Ihr Link: { $url }

### Die Seite hinter der Einladung.

landing-title = Sie sind zu { $product } eingeladen
landing-heading = { $inviter ->
    [none] Jemand, den Sie kennen, lädt Sie zu { $product } ein
   *[some] { $inviter } lädt Sie zu { $product } ein
}
landing-who = { $inviter ->
    [none] Wer Sie eingeladen hat,
   *[some] { $inviter }
}
landing-credit = { $amount } Guthaben für Sie
landing-when = Sie erhalten es für Ihre Rechnungen, { $condition }.
landing-until = Das Angebot gilt bis { $until }.
landing-terms = Bedingungen des Angebots
landing-accept = Annehmen und registrieren
landing-next = Wie es weitergeht
landing-button = Die Schaltfläche führt Sie zur Registrierung bei { $product }. { landing-who } kann sehen, dass Sie angenommen haben.
landing-new = Das Angebot gilt für neue Kunden von { $product }.
landing-earns = { landing-who } kann { $amount } Guthaben erhalten, wenn Sie dazukommen.
landing-address = { landing-who } hat Ihre Adresse eingegeben, damit diese Einladung gesendet werden konnte. Sie wird mit diesem Link nicht weitergegeben, und Sie können sich mit einer anderen Adresse registrieren.
landing-forwarded = Hat Ihnen jemand diese Einladung weitergeleitet? Sie gilt auch für Sie.
landing-plain = Ohne die Einladung registrieren
landing-sign-up = Registrieren
landing-description = { $credit ->
    [none] Registrieren Sie sich bei { $product }.
   *[some] { $credit }. { $lines }
}
landing-paused = Dieses Angebot pausiert
landing-paused-text = Einladungen pausieren im Moment. Kommen Sie in ein paar Tagen wieder oder registrieren Sie sich jetzt ohne das Angebot.
landing-expired = Diese Einladung ist abgelaufen
landing-expired-text = { $inviter ->
    [none] Bitten Sie gern um eine neue oder registrieren Sie sich ohne sie.
   *[some] Bitten Sie { $inviter } gern um eine neue oder registrieren Sie sich ohne sie.
}
landing-over = Dieses Angebot ist beendet
landing-over-text = Das Empfehlungsprogramm ist vorbei. Registrieren können Sie sich trotzdem.
landing-withdrawn = Diese Einladung wurde zurückgezogen
landing-withdrawn-text = Sie gilt nicht mehr. Registrieren können Sie sich trotzdem.
landing-unknown = Dieser Link ist nicht vollständig
landing-unknown-text = Ein Teil fehlt oder wurde unterwegs verändert. Öffnen Sie die Einladung noch einmal aus ihrer Mail oder registrieren Sie sich ohne sie.
landing-unavailable = Diese Seite funktioniert gerade nicht
landing-unavailable-text = Versuchen Sie es gleich noch einmal. Ihre Einladung ist nicht verloren.
landing-customer = Sie sind schon bei { $product }
landing-customer-text = { $inviter ->
    [none] Das Angebot gilt für neue Konten, und Sie haben schon eines. Bedanken Sie sich trotzdem: Sie können selbst andere empfehlen.
   *[some] Das Angebot gilt für neue Konten, und Sie haben schon eines. Danken Sie { $inviter } trotzdem: Sie können selbst andere empfehlen.
}
landing-customer-again = Gehört das Konto nicht Ihnen, oder brauchen Sie ein weiteres? Registrieren können Sie sich trotzdem.
landing-own = Das ist Ihre eigene Einladung
landing-own-text = So sieht sie Ihr Kontakt, mit einer Schaltfläche zum Annehmen. Wer sich selbst empfiehlt, erhält kein Guthaben; deshalb fehlt sie hier.

### Die Seite zum Abbestellen.

stop-title = Mails von { $product }
stop-partial = Dieser Link ist nicht vollständig.
stop-partial-text = Ein Teil scheint zu fehlen. Bitte öffnen Sie den Link in der Nachricht noch einmal oder kopieren Sie ihn ganz.
stop-done = Erledigt.
stop-done-chosen = Was unten angekreuzt ist, kommt ab jetzt.
stop-done-nothing = An diese Adresse gehen keine Mails.
stop-done-invites = { $product } lädt diese Adresse nicht mehr ein, gleich wer darum bittet.
stop-done-notifications = { $product } schreibt Ihnen nicht mehr, wenn sich bei Ihren Empfehlungen etwas tut. Ihr Guthaben bleibt, und auf der Seite „Empfehlen und verdienen“ steht weiterhin alles.
stop-done-reminders = { $product } erinnert Sie nicht mehr.
stop-ask-invites = Nie wieder eine Einladung zu { $product } erhalten?
stop-ask-invites-text = Drücken Sie die Schaltfläche, und niemand kann diese Adresse mehr von { $product } einladen lassen.
stop-ask-invites-button = Schreiben Sie mir nie wieder
stop-ask-notifications = Keine Mails mehr über Ihre Empfehlungen?
stop-ask-notifications-text = Drücken Sie die Schaltfläche, und { $product } schreibt Ihnen nicht mehr, wenn sich dort etwas tut. Ihr Guthaben bleibt, und auf der Seite „Empfehlen und verdienen“ steht weiterhin alles.
stop-ask-notifications-button = Diese Mails abbestellen
stop-ask-reminders = Keine Erinnerungen mehr?
stop-ask-reminders-text = Drücken Sie die Schaltfläche, und { $product } erinnert Sie nicht mehr, etwa bevor Guthaben verfällt. Wenn Sie etwas verdienen, erfahren Sie es weiterhin.
stop-ask-reminders-button = Erinnerungen abbestellen
stop-stopped-invites = An diese Adresse gehen keine Einladungen.
stop-stopped-invites-text = Sie haben sie abbestellt: { $product } lädt diese Adresse nicht mehr ein, gleich wer darum bittet.
stop-stopped-notifications = Sie erhalten keine Mails über Ihre Empfehlungen.
stop-stopped-reminders = Sie erhalten keine Erinnerungen.
stop-stopped-text = Sie haben sie abbestellt. Unten können Sie neu wählen.
stop-impossible = An diese Adresse gehen keine Mails.
stop-impossible-text = Eine Nachricht kam zurück oder wurde als Spam gemeldet. Falls das nicht stimmt, schreiben Sie dem Support von { $product }.
stop-choose = Wählen Sie, was Sie erhalten
stop-news = Neuigkeiten
stop-news-what = Wenn jemand hinzukommt, wenn Sie Guthaben verdienen und wenn es verrechnet wird.
stop-reminders = Erinnerungen
stop-reminders-what = Bevor Guthaben verfällt oder verloren geht, und wenn etwas auf Sie wartet.
stop-save = Auswahl speichern
stop-all = Oder gar nichts
stop-all-text = Keine Neuigkeiten, keine Erinnerungen und keine Einladungen von irgendwem: nichts mehr vom Empfehlungsprogramm von { $product }.
stop-all-stranger = Sollten Sie Kunde werden, erführen Sie auch nichts von Guthaben, das Sie verdienen.
stop-all-button = Alles abbestellen

### Warum etwas steht, wie es steht.

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] Sie haben sich registriert
       *[some] Sie haben sich am { $signed } registriert
    }
   *[referrer] { $signed ->
        [none] { Your-friend } hat sich registriert
       *[some] { Your-friend } hat sich am { $signed } registriert
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] Sie haben zum ersten Mal gezahlt
       *[some] Sie haben am { $qualified } zum ersten Mal gezahlt
    }
   *[referrer] { $qualified ->
        [none] { Your-friend } hat zum ersten Mal gezahlt
       *[some] { Your-friend } hat am { $qualified } zum ersten Mal gezahlt
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] Ihr Kontakt
   *[some] { $friend }
}
Your-credit = { $amount ->
    [none] Ihr Guthaben
   *[some] Ihr Guthaben von { $amount }
}
your-credit = { $amount ->
    [none] Ihr Guthaben
   *[some] Ihr Guthaben von { $amount }
}
next-invoice = { $about ->
    [none] Ihrer nächsten Rechnung
   *[some] { $interval ->
        [year] Ihrer nächsten Jahresrechnung, etwa am { $about }
       *[other] Ihrer nächsten Rechnung, etwa am { $about }
    }
}
two-sentences = { $one }, und { $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }, und die Registrierung kam nicht über den Link eines Kontakts; daher wird sie niemandem gutgeschrieben.
    [accept] { did-sign-up }, und die Registrierung kam nicht über die Schaltfläche einer Einladung; daher wird sie niemandem gutgeschrieben.
   *[both] { did-sign-up }, und die Registrierung kam weder über den Link eines Kontakts noch über die Schaltfläche einer Einladung; daher wird sie niemandem gutgeschrieben.
}
text-attribution_window_passed = { did-sign-up }, und das mehr als { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}, nachdem Sie über einen Link oder eine Einladung gekommen waren; daher ließ es sich nicht mehr zuordnen.
text-already_referred = Ihr Konto wurde schon früher empfohlen. Jedes Konto zählt einmal.
text-existing_account = Das Angebot gilt für neue Kunden, und diese Registrierung zählte nicht als neue.
text-self_referral = { did-sign-up }, über einen eigenen Link oder eine eigene Einladung. Wer sich selbst empfiehlt, erhält kein Guthaben.
text-same_account = { did-sign-up }, über einen Link oder eine Einladung aus Ihrem eigenen Konto. Eine Empfehlung bringt Guthaben, wenn sie ein anderes Konto bringt.
text-program_inactive = { did-sign-up }. Das Empfehlungsprogramm lief damals nicht, oder wer Sie empfohlen hat, nahm nicht mehr daran teil.
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }, und Ihre Mailadresse ist noch nicht bestätigt. { Your-credit } kommt, sobald sie es ist.
   *[referrer] { did-sign-up }, und die Mailadresse ist noch nicht bestätigt. { Your-credit } kommt, sobald sie es ist.
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up } und noch nicht gezahlt. { Your-credit } kommt mit Ihrer ersten Zahlung; eine Testphase zählt nicht.
   *[referrer] { did-sign-up } und noch nicht gezahlt. { Your-credit } kommt mit der ersten Zahlung; eine Testphase zählt nicht.
}
text-on_own_trial = { did-sign-up } und testen bis zum { $trial }. { Your-credit } kommt mit Ihrer ersten Zahlung.
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up } und noch nicht gezahlt: Eine Rechnung über null zählt nicht. { Your-credit } kommt mit Ihrer ersten Zahlung.
   *[referrer] { did-sign-up } und noch nicht gezahlt: Eine Rechnung über null zählt nicht. { Your-credit } kommt mit der ersten Zahlung.
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }. { Your-credit } kommt mit Ihrer ersten Zahlung über { the-minimum }; bisher gab es keine.
   *[referrer] { did-sign-up }. { Your-credit } kommt mit der ersten Zahlung über { the-minimum }; bisher gab es keine.
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }. { Your-credit } kommt mit Ihrer ersten Zahlung für einen Tarif, der zum Programm gehört; bisher gab es keine.
   *[referrer] { did-sign-up }. { Your-credit } kommt mit der ersten Zahlung für einen Tarif, der zum Programm gehört; bisher gab es keine.
}
the-minimum = { $minimum ->
    [none] dem Mindestbetrag des Programms
   *[some] { $minimum }
}
text-window_passed_signup = { did-sign-up }, und die Mailadresse wurde nicht { $ended ->
    [none] bestätigt
   *[some] bis zum { $ended } bestätigt
}; daher gab es kein Guthaben.
text-window_passed_paid = { did-sign-up }, und { $ended ->
    [none] es kam keine Zahlung, die zählt
   *[some] bis zum { $ended } kam keine Zahlung, die zählt
}; daher gab es kein Guthaben.
text-nothing_promised = { $side ->
    [friend] Das Programm gibt der Person Guthaben, die Sie empfohlen hat, nicht der empfohlenen.
   *[referrer] { did-qualify }. Das Programm gibt nur der empfohlenen Seite Guthaben.
}
text-not_open = { did-qualify }. Empfehlungsguthaben erhalten nur offene Konten, und Ihres war zum maßgeblichen Zeitpunkt nicht offen.
text-referrer_not_paying_at_instant = { did-qualify }. Empfehlungsguthaben erhalten nur zahlende Kunden, und Ihr Konto hatte zum maßgeblichen Zeitpunkt keinen bezahlten Tarif.
text-kept_until = Wir haben { your-credit } bis zum { $since } für Sie aufbewahrt.
text-waiting_for_referrer_to_pay = { did-qualify }. Empfehlungsguthaben erhalten nur zahlende Kunden, und Ihr Konto hat noch keinen bezahlten Tarif. Wir bewahren { your-credit } für Sie auf.
text-waiting_overdue = { did-qualify }. Empfehlungsguthaben erhalten nur zahlende Kunden, und bei Ihrem Konto ist eine Zahlung offen. Wir bewahren { your-credit } für Sie auf.
text-in_hold_until = { did-qualify }, und { your-credit } wird{ $next ->
    [none] { "" }
   *[some] { " " }bis zum { $next }
} zurückgehalten, falls die Zahlung zurückgeht.
text-disputed = Die Zahlung, zu der { your-credit } gehört, wird bei der Bank angefochten. Nichts ist verloren: Das Guthaben wartet, bis darüber entschieden ist.
text-refunded = { $since ->
    [none] { Your-credit } ist entfallen: Die zugehörige Zahlung wurde erstattet.
   *[some] { Your-credit } ist am { $since } entfallen: Die zugehörige Zahlung wurde erstattet.
}
text-dispute_lost = { $since ->
    [none] { Your-credit } ist entfallen: Die zugehörige Zahlung wurde bei der Bank angefochten und ging zurück.
   *[some] { Your-credit } ist am { $since } entfallen: Die zugehörige Zahlung wurde bei der Bank angefochten und ging zurück.
}
text-friend_canceled = { $since ->
    [none] { Your-credit } ist entfallen: Das zugehörige Abonnement endete früher als { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    } nach der ersten Zahlung.
   *[some] { Your-credit } ist am { $since } entfallen: Das zugehörige Abonnement endete früher als { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    } nach der ersten Zahlung.
}
text-referrer_canceled = { $since ->
    [none] { Your-credit } ist entfallen: Ihr Abonnement ist beendet, und Guthaben, das keine Rechnung verrechnet hat, endet mit ihm.
   *[some] { Your-credit } ist am { $since } entfallen: Ihr Abonnement ist beendet, und Guthaben, das keine Rechnung verrechnet hat, endet mit ihm.
}
text-reversed = { $since ->
    [none] { Your-credit } wurde zurückgenommen: Die zugehörige Zahlung wurde erstattet.
   *[some] { Your-credit } wurde am { $since } zurückgenommen: Die zugehörige Zahlung wurde erstattet.
}
text-reversed_dispute = { $since ->
    [none] { Your-credit } wurde zurückgenommen: Die zugehörige Zahlung wurde bei der Bank angefochten und ging zurück.
   *[some] { Your-credit } wurde am { $since } zurückgenommen: Die zugehörige Zahlung wurde bei der Bank angefochten und ging zurück.
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit } wurde zurückgenommen: Das zugehörige Abonnement endete früher als { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    } nach der ersten Zahlung.
   *[some] { Your-credit } wurde am { $since } zurückgenommen: Das zugehörige Abonnement endete früher als { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    } nach der ersten Zahlung.
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit } wurde zurückgenommen: Ihr Abonnement ist beendet, und Guthaben, das keine Rechnung verrechnet hat, endet mit ihm.
   *[some] { Your-credit } wurde am { $since } zurückgenommen: Ihr Abonnement ist beendet, und Guthaben, das keine Rechnung verrechnet hat, endet mit ihm.
}
text-reversed_used = Die { $used }, die eine Rechnung bis dahin verrechnet hatte, bleiben vorerst verrechnet; unser Team sieht es sich an.
text-reversed_used_stays = Die { $used }, die Rechnungen bis dahin verrechnet hatten, bleiben verrechnet.
text-expired = { $since ->
    [none] { Your-credit } wurde nicht rechtzeitig genutzt und ist verfallen.
   *[some] { Your-credit } wurde nicht rechtzeitig genutzt und ist am { $since } verfallen.
}
text-awaiting_redemption = { did-qualify }, und { your-credit } steht Ihnen zur Verfügung.
text-waiting_for_stripe_customer = { Your-credit } gehört Ihnen. Es geht auf Ihre Rechnung, sobald Sie eine haben.
text-being_posted = { Your-credit } ist auf dem Weg zu Ihrer Rechnung.
text-posted_waiting_next_invoice = { did-qualify }. { Your-credit } ist{ $since ->
    [none] { "" }
   *[some] { " " }seit dem { $since }
} auf Ihrem Konto und wird verrechnet mit { next-invoice }.
text-use = { $used } wurden am { $day } mit der Rechnung { $invoice } verrechnet
text-applied_on_invoice = { $uses }.
text-partly_applied = { $uses }. Die übrigen { $open } werden verrechnet mit { next-invoice }.
text-currency_mismatch = { Your-credit } gehört Ihnen; Ihr Konto wird aber in einer anderen Währung abgerechnet, daher ließ es sich nicht auf Ihre Rechnung setzen.
text-posting_refused = { Your-credit } gehört Ihnen und ließ sich nicht auf Ihre Rechnung setzen.
text-an_invoice = (ohne Nummer)

invite-told-bounced = Ihre Einladung vom { $made } konnte nicht zugestellt werden.
invite-told-expired = Ihre Einladung vom { $made } wurde bis zum { $ended } nicht angenommen und ist abgelaufen.
invite-told-too-late = Ihre Einladung wurde am { $accepted } angenommen, und niemand hat sich rechtzeitig registriert.
invite-told-accepted = Ihre Einladung wurde am { $accepted } angenommen, und noch hat sich niemand darüber registriert.
invite-told-waiting = Diese Einladung ist vom { $made }. Noch hat sich niemand darüber registriert.

change-evidence = Falls Sie doch jemand empfohlen hat, schreiben Sie unserem Support und senden Sie den Link oder die Einladung mit, die Sie benutzt haben; wir sehen es uns an.
change-verification = { $last ->
    [none] Die Adresse muss bestätigt werden.
   *[some] Die Adresse muss bis zum { $last } bestätigt werden.
}
change-payment = { $last ->
    [none] Die Zahlung muss kommen.
   *[some] Die Zahlung muss bis zum { $last } kommen.
}
at-upgrade = { $upgrade ->
    [none] .
   *[some] : { $upgrade }
}
change-own-payment = Wählen Sie einen bezahlten Tarif, und es gehört Ihnen{ at-upgrade }
change-included-plan = Wählen Sie einen Tarif, der zum Programm gehört, und es gehört Ihnen{ at-upgrade }
change-not-paying = Wechseln Sie in einen bezahlten Tarif, und Ihre nächste Empfehlung bringt Ihnen Guthaben{ at-upgrade }
change-overdue = { $last ->
    [none] Begleichen Sie, was offen ist, und es gehört Ihnen.
   *[some] Begleichen Sie bis zum { $last }, was offen ist, und es gehört Ihnen.
}
change-waiting = { $last ->
    [none] Wechseln Sie in einen bezahlten Tarif, und es gehört Ihnen{ at-upgrade }
   *[some] Wechseln Sie bis zum { $last } in einen bezahlten Tarif, und es gehört Ihnen{ at-upgrade }
}
change-passes = Sie brauchen nichts zu tun: Das geht von selbst vorüber.
change-stays = { $side ->
    [friend] Bleiben Sie bis zum { $stays } Kunde; mehr ist nicht nötig.
   *[referrer] Ihr Kontakt muss bis zum { $stays } Kunde bleiben. Sie brauchen nichts zu tun.
}
change-disputed = Entscheidet die Bank, dass die Zahlung gilt, geht es mit dem Guthaben weiter; wenn nicht, entfällt es. Sie brauchen nichts zu tun.
change-refunded = Falls die Erstattung scheitert, kommt das Guthaben von selbst zurück.
change-dispute-lost = Falls anders entschieden wird, kommt das Guthaben von selbst zurück.
change-reversed = Falls die Zahlung wieder eingeht, kommt auch das Guthaben von selbst zurück.
change-next-friend = Ihre nächste Empfehlung kann Ihnen Guthaben bringen.
change-plan = Wählen Sie einen bezahlten Tarif, und es wird mit Ihrer Rechnung verrechnet{ at-upgrade }
change-posted = Sie brauchen nichts zu tun. Eine Rechnung, die früher kommt, etwa für einen Tarifwechsel, nutzt es eher. In einem Team wird es mit dessen Rechnung verrechnet.
change-mistake = Wenn Sie das für einen Irrtum halten, schreiben Sie unserem Support.
change-staff = Unser Team kümmert sich darum. Sie brauchen nichts zu tun.
change-refer = Sie können selbst andere empfehlen: Ein neuer Kunde zählt.
change-lost-at-signup = Ihr Konto hatte bei der Registrierung keinen bezahlten Tarif; daher bringt Ihnen diese Empfehlung kein Guthaben.
change-kept-at-signup = Ihr Konto hatte bei der Registrierung keinen bezahlten Tarif: Wir bewahren das Guthaben nach der Zahlung { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
} lang auf, und es gehört Ihnen, sobald Sie zahlen{ at-upgrade }
change-lost-unless = Guthaben erhalten nur zahlende Kunden, und Ihr Konto hat keinen bezahlten Tarif: Wechseln Sie, bevor Ihr Kontakt zahlt, sonst ist das Guthaben verloren{ at-upgrade }
change-kept-unless = Guthaben erhalten nur zahlende Kunden, und Ihr Konto hat keinen bezahlten Tarif: Wechseln Sie spätestens { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
} nach der Zahlung{ at-upgrade }
change-redeem = { $redeem ->
    [none] Lösen Sie es ein
   *[some] Lösen Sie es ein unter { $redeem }
} oder bitten Sie unseren Support darum; dann wird es mit Ihrer nächsten Rechnung verrechnet oder mit einem Tarifwechsel oder einer Erweiterung, die sofort berechnet wird. Es gilt nur für unsere Rechnungen und wird nicht ausgezahlt.{ $last ->
    [none] { "" }
   *[some] { " " }Nutzen Sie es bis zum { $last }: Danach verfällt es.
}
change-invite-address = Prüfen Sie die Adresse auf einen Tippfehler und laden Sie Ihren Kontakt unter der richtigen ein.
change-invite-again = Sie können Ihren Kontakt noch einmal einladen.
change-invite-signup = Ihr Kontakt muss sich nur noch registrieren, bis zum { $last }.
change-invite-spam = Falls Ihr Kontakt sie nicht findet, liegt sie vielleicht im Spam-Ordner oder, bei Gmail, im Tab „Werbung“. { $known ->
    [none] An Adressen, die uns darum gebeten haben oder in den letzten { days } eingeladen wurden, geht keine Einladung.
   *[some] An Adressen, die bei uns ein Konto haben oder hatten, die uns darum gebeten haben oder in den letzten { days } eingeladen wurden, geht keine Einladung.
}{ $last ->
    [none] { "" }
   *[some] { " " }Sie kann bis zum { $last } angenommen werden.
}

once-signup = Es ist für die Registrierung: Für Zahlungen oder Wechsel danach kommt nichts hinzu.
once-paid = Es ist für die erste Zahlung und kommt einmal.
promised = { $side ->
    [friend] { $event ->
        [paid] Das Programm versprach { $amount }, als Sie am { $qualified } zum ersten Mal zahlten
       *[signup] Das Programm versprach { $amount }, als Sie sich am { $signed } registrierten
    }
   *[referrer] { $event ->
        [paid] Das Programm versprach { $amount }, als { your-friend } am { $qualified } zum ersten Mal zahlte
       *[signup] Das Programm versprach { $amount }, als { your-friend } sich am { $signed } registrierte
    }
}{ $ended ->
    [none] .
   *[some] , und zwar bis zum { $ended }.
} Eine spätere Änderung berührt das nicht.

reply-greeting = { $name ->
    [none] Guten Tag,
   *[some] Guten Tag { $name },
}
