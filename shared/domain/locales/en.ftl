### The Refer and Earn page. Words of rules (the offer, reasons, questions) come from the rules.

page-title = Refer and Earn
page-skip = Skip to content
page-back = Back to { $product }
sandbox = Test mode: nothing here is real money.

headline-both = Give { $friend }, get { $referrer }
headline-referrer = Get { $referrer } for every friend
headline-friend = Give your friends { $friend }
headline-none = Refer { $product } to a friend

terms = Terms of the program
state-ended = Your link still works for signing up, but it earns no credit.
state-paused = Your link still works for signing up. We say here when it earns again.
eligible-needed = Only paying customers earn credit, and your account is not on a paid plan yet. You can already share; upgrade, and you earn.
eligible-upgrade = Upgrade my plan
eligible-unknown = We do not know your account yet. Your link works; invites by mail come once { $product } has told us of you.

how = How it works
link-step-share = Share your link.
link-step-accept = Invite your friends by mail from { $product }.
link-step-signup = Your friend signs up.
link-step-paid = Your friend signs up and makes a first payment.
link-step-bill = You get { $amount } in credit, and it comes off your bill by itself.
link-step-redeem = You get { $amount } in credit, and use it for your bill whenever you like.
link-step-nothing = Your friend gets { $amount } in credit.

link = Your link
link-make = Generate my link
link-none = You have no link yet. It takes one click, and it is yours for good.
link-copy = Copy
link-copied = Copied
link-select = Press Ctrl+C or ⌘C to copy it: it is selected.
link-share = Share…
link-made = This is your link. Share it as you like.
link-label = Your personal link
link-code = Choose your own code
link-code-label = Your code
link-code-save = Use this code
link-code-chosen = Done. Your link has its new code, and the one before keeps working.
link-code-free = { $code } is free.
link-code-taken = { $code } is taken. Try another.
link-code-refused = { $code } is not for anybody to choose. Try another.
link-code-own = Your link has this code.
link-code-next = You can choose another code from { $date } on.
link-code-rule = A code has { $least } to { $most } letters from a to z and digits, and hyphens between them.
link-code-note = You can change it once in 30 days; links that you shared before keep working.
qr = QR code
qr-alt = QR code of your link
qr-download = Download as SVG
networks = Share on
networks-new = { $network } (opens in a new tab)

balance = Your credit
balance-none = No credit yet. It shows here as soon as a friend counts.
balance-available = Available
balance-pending = Pending
balance-at-stripe = On your next bill
balance-used = Used on bills
balance-team = Credit belongs to your account: it comes off the account’s bill, whoever earned it.
balance-next = It comes off your next bill by itself, expected on { $date }.
balance-soon = It comes off your next bill by itself.
balance-redeem = Use my credit
balance-redeem-note = It comes off your next bill, or off an upgrade that is billed at once.
balance-redeemed = Done. It comes off your next bill.
credit-pending-until = { $amount }, until { $date }
credit-waiting = What is pending, and why

referrals = Your friends
referrals-none = Nobody yet. Here you see each friend who signs up, and what became of it.
referrals-friend = Friend
referrals-since = Signed up
referrals-status = Status
why = Why?
why-since = Since
why-next = Next date
why-rule = Decided by
rule-invite = the invite
rule-attribution = how the friend came
rule-qualification = what the friend has to do
rule-amount = what the program promises
rule-eligibility = who may earn
rule-cap = the program’s limits
rule-hold = the time on hold
rule-payment = the friend’s payment
rule-redemption = asking for the credit
rule-staff = our staff
rule-posting = the way to your bill
rule-invoice = your invoices
more = Show all { $count }

progress-invited = Invited
progress-accepted = Accepted
progress-signed-up = Signed up
progress-paid = Paid
progress-rewarded = Rewarded
progress-not-eligible = Not eligible
progress-expired = Expired
progress-not-delivered = Not delivered

news = News
news-none = Nothing yet. We tell you here and by mail when a friend joins or you earn something.
news-unread = { $count } new
news-new = New:
news-seen = Mark all as read
news-preferences = Choose which mails you get

invites = Invite by mail
invites-to = Your friends’ addresses
invites-to-hint-one = One address, as in bo@example.com or Bo Kim <bo@example.com>.
invites-to-hint = Up to { $count } at once. Paste as many as you like: commas, semicolons or new lines between them. Each gets a message of their own.
invites-message = Your message
invites-message-hint = Plain text of at most 1,000 characters. {"{"}friend_name{"}"} becomes your friend’s name. Links and phone numbers are refused; the button with your link is added below your words.
invites-message-fixed = This is what we send; it cannot be changed in this program.
invites-reset = Reset to the original
invites-subject = Subject
invites-preview = Preview
invites-look-light = Light
invites-look-dark = Dark
invites-look-text = Plain text
invites-preview-title = The invite as your friend will see it
invites-send = Send invites
invites-left = { $count ->
    [0] You have sent all invites of today. More can be sent tomorrow.
    [one] 1 more invite today.
   *[other] { $count } more invites today.
}
invites-again = Write to people you know: we write to the same address at most once in 30 days, whoever asks.
invites-need-name = { $product } has not told us your name yet, and a friend must know who writes.
invites-need-link = Generate your link first: the invite carries it.
invites-own-mail = Write in my own mail program
invites-sent = { $count ->
    [one] 1 invite is on its way.
   *[other] { $count } invites are on their way.
}
invites-refused = Not sent yet: please look at what is marked below.
invites-result = On its way
invites-known = Nobody gets an invite who has asked not to, or is a customer already. We do not tell you whom.
invites-remove = Remove { $address }
invites-list = Invites of the last weeks
invites-address = Address
invites-day = Sent

privacy = What we store about your friend
privacy-text = The address you type in, until 30 days after the invite has run out or your friend says stop; after that only a fingerprint of it, so that nobody is written to again. You see first names only, and nobody else sees whom you invite.
zone = Days are those of the time zone { $zone }.

faq = Questions and answers

trouble-expired = Your session has ended
trouble-expired-text = For your safety this page closes after an hour. Open Refer and Earn in { $product } again, and you are back.
trouble-used = This link was used already
trouble-used-text = A link into this page works once, and for a minute. Open Refer and Earn in { $product } again.
trouble-origin = That did not come from this page
trouble-origin-text = For your safety nothing was done. Open the page again and press the button there.
trouble-busy = One moment, please
trouble-busy-text = That was a bit much at once. Wait a minute, then load the page again; nothing is lost.
trouble-down = We cannot show this right now
trouble-down-text = Your link keeps working and your credit is safe: it may be late, but it is never lost. Try again in a minute.
trouble-program = There is no program yet
trouble-program-text = { $product } has not begun its referral program. Come back later.
trouble-stranger = Your account is not known here yet
trouble-stranger-text = { $product } has not told us of you yet. Ask its support, and come back later.
trouble-reload = Load the page again
trouble-open = Open Refer and Earn

js-offline = You are offline. What you see is from before.
js-ended = Your session has ended. Open Refer and Earn again.

### Days and amounts, as they stand in other sentences. Amounts come ready: $50.

month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
day = { $day } { month-name } { $year }
month = { month-name } { $year }
until = { $date }, { $time } { $zone }
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
amounts-and = { $one } and { $other }
amounts-or = { $one } or { $other }
a-friend = a friend
no-name = A friend
credit-amount = { $amount } credit
credit-word = credit
friend-name-unknown = there

### What a program promises. An offer is a sentence without its full stop.

offer-both = you get { $referrer } and your friend gets { $friend }
offer-referrer = you get { $referrer }
offer-friend = your friend gets { $friend }
offer-none = there is no credit
cause-signup = { $day ->
    [none] when your friend signs up
   *[some] when your friend signs up by { $day }
}
cause-paid = { $day ->
    [none] when your friend makes a first payment
   *[some] when your friend makes a first payment by { $day }
}
cause-paid-after-signup = when a friend who signs up by { $day } makes a first payment
promise = { $offer } { $cause }.
promise-until = { $offer } { $cause }; afterwards { $then }.
program-draft = The program has not begun yet.
program-paused = The program is paused: a sign-up earns no credit at the moment.
program-ended = The program has ended: a sign-up earns no credit anymore.
program-ended-paid = The program has ended: only friends who have signed up already can still earn you credit.
friend-gets-signup = when you sign up
friend-gets-verified = when you have signed up and confirmed your address
friend-gets-paid = with your first payment
share-subject = Try { $product }
invite-subject-plain = { $referrer } invites you to { $product }

### Why a credit is not there, to whom it concerns. None tells what a friend did not tell (K25).

reason-awaiting_signup = Nobody has signed up by this invite yet.
reason-not_via_link_or_accept = The sign-up did not come through your link or the Accept button of your invite, so it could not be tied to you.
reason-attribution_window_passed = Too much time passed between the visit through your link and the sign-up.
reason-already_referred = Somebody else’s referral came first.
reason-existing_account = The offer is for new customers, and this sign-up did not count as one.
reason-former_account = { reason-existing_account }
reason-self_referral = A referral of oneself earns no credit.
reason-same_account = Somebody who joins your own account earns no credit.
reason-program_inactive = The referral program was not running at that time.
reason-awaiting_email_verification = Your friend has yet to confirm their mail address. The credit comes when they do.
reason-on_trial = The credit comes with your friend’s first payment; a trial does not count.
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = The credit comes with your own first payment; a trial does not count.
reason-zero_amount_invoice = The credit comes with your friend’s first payment; an invoice of nothing is none.
reason-below_minimum = The credit comes with the first payment of your friend’s that is above the program’s minimum.
reason-plan_not_included = The credit comes with the first payment for a plan that the program includes.
reason-qualification_window_passed = Your friend’s first payment came too late.
reason-referrer_not_paying_at_instant = Only paying customers earn referral credit, and your account was not on a paid plan when it counted.
reason-waiting_for_referrer_to_pay = Only paying customers earn referral credit, and your account is not on a paid plan yet, or has a payment overdue. We keep the credit for you.
reason-in_hold_until = The credit is on hold for a while, in case of a refund.
reason-under_review = We look at this referral before its credit is released. There is nothing you need to do.
reason-fraud = We looked at this referral, and the program does not pay for it.
reason-refunded = The payment that it came with was refunded.
reason-disputed = The payment that it came with is disputed at the bank. The credit waits until that is decided.
reason-dispute_lost = The payment that it came with was disputed, and went back.
reason-friend_canceled = The subscription that it came with ended too soon.
reason-referrer_canceled = Your subscription ended, and with it what no invoice had used of this credit.
reason-awaiting_redemption = The credit is yours to use: redeem it when you like.
reason-waiting_for_stripe_customer = The credit is yours. It goes to your bill as soon as you have one.
reason-currency_mismatch = Your account is billed in another currency than this credit. Our staff look into it.
reason-posting_refused = The credit could not be put on your bill. Our staff look into it.
reason-posted_waiting_next_invoice = The credit is on your account and comes off the next invoice.
reason-being_posted = The credit is on its way to your bill.
reason-applied_on_invoice = The credit came off your bill.
reason-partly_applied = A part of the credit came off your bill; the rest comes off the next invoice.
reason-expired = The credit was not used in time and has expired.
reason-reversed = The credit was taken back.
reason-nothing_promised = The program gives no credit for this.
reason-budget_exhausted = The program had given all that it can give when your friend’s sign-up counted.
reason-cap_reached = You have reached the most that the program gives.
reason-admin_decision = Our staff decided so. Ask them, if you would like to know more.
reason-invite_opted_out = The invite was not sent.
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = The invite could not be delivered.
reason-invite_expired = The invite was not accepted in time.
mend-waiting = Upgrade to a paid plan, or settle what is overdue, and the credit is yours.
mend-lost = Upgrade to a paid plan, and the next friend you refer earns you credit.

### News, a sentence each.

told-earned = { $cause ->
    [signup] { $friend } signed up: you earned { $amount }
    [paid] { $friend } made a first payment: you earned { $amount }
   *[none] You earned { $amount } for referring { $friend }
}{ $until ->
    [none] .
   *[some] , on hold until { $until }.
}
told-waiting = Your credit for referring { $friend } is waiting. { $why }
told-no-credit = { $friend } earned you no credit. { $why }
told-friend = You were referred, and { $amount } in credit is yours.
told-friend-later = You were referred, and { $amount } in credit comes with your first payment.
told-credit = { $friend ->
    [none] Your { $amount } credit
   *[some] Your { $amount } credit for referring { $friend }
}
told-posted = { told-credit } is on your account and comes off the next invoice.
told-canceled = { told-credit } was canceled. { $why }
told-expired = { told-credit } was not used in time and has expired.
told-reversed = { told-credit } was taken back. { $why }
told-given = { $friend ->
    [none] You were given { $amount } credit.
   *[some] You were given { $amount } credit for referring { $friend }.
}
told-taken = { $taken } was taken. { told-credit } is what is left. { $why }
told-reinstated = { told-credit } is yours again: the payment behind it stands after all.
told-applied = { told-credit } came off invoice { $invoice }.

### Questions and answers, made from a program's own rules.

faq-amount = What do we earn?
faq-amount-text = It is credit for { $product } bills. Each new customer counts once, and several add up.
faq-amount-terms = The terms are at { $url }
faq-cash = Can I have it in cash?
faq-cash-text = No. The credit pays { $product } bills only; it is not paid out.
faq-instant = When does the credit come?
faq-instant-signup = As soon as your friend signs up. You earn nothing more when they pay or upgrade.
faq-instant-verified = As soon as your friend has signed up and confirmed their mail address. You earn nothing more when they pay or upgrade.
faq-instant-paid = With your friend’s first payment, if it comes within { days } of the sign-up. A trial does not count.
faq-minimum = The payment has to be above { $amount }.
faq-plans = It has to be for a plan that the program includes.
faq-hold = It is then on hold for { days }.
faq-retention = Your friend has to stay subscribed for { days } from then on, or the credit is lost.
faq-told = You are told by mail and on this page at once.
faq-friend-paid = Your friend’s own credit comes with their first payment.
faq-friend-same = Your friend’s own credit comes at the same time.
faq-who = Who can earn credit?
faq-who-any = Everybody with an account at { $product }, whether they pay or not.
faq-who-active = Everybody whose account at { $product } is open.
faq-who-paying = Only paying customers, and a trial is not paying. You have to be on a paid plan { $when ->
    [signup] when your friend signs up
    [verified] when your friend confirms their mail address
    [paid] when your friend makes a first payment
    [signup-and-verified] when your friend signs up and when your friend confirms their mail address
   *[signup-and-paid] when your friend signs up and when your friend makes a first payment
}; { $count ->
    [none] otherwise the referral earns you nothing.
   *[other] otherwise we keep the credit for { days }, and it is yours once you pay.
}
faq-upgrade = You can upgrade at { $url }
faq-after = Can somebody be referred after signing up?
faq-after-link = No. Your friend has to sign up through your link, within { days } of following it, or type in its code. { faq-after-other }
faq-after-accept = No. Your friend has to sign up through the Accept button of an invite from you, within { days } of pressing it. { faq-after-other }
faq-after-both = No. Your friend has to sign up through your link, within { days } of following it, or type in its code, or sign up through the Accept button of an invite from you, within { days } of pressing it. { faq-after-other }
faq-after-other = There is no way to tell that any other sign-up is yours.
faq-use = When can I use my credit?
faq-use-automatic = It comes off your next invoice by itself, and that invoice shows it. On a monthly plan that is next month’s; on an annual plan it is next year’s, unless an invoice comes earlier, such as for an upgrade. { faq-use-rest }
faq-use-on-request = At any time. Once redeemed it comes off your next invoice, or off an upgrade or add-on that is billed at once. On an annual plan, where nothing else is billed before, that is next year’s invoice. { faq-use-rest }
faq-use-rest = What one invoice leaves of it carries over to the next.
faq-void = If your own subscription ends, so does the credit for your referrals, as far as no invoice has used it.
faq-redeem = How do I redeem it?
faq-redeem-automatic = You need not do anything: it comes off your bill by itself.
faq-redeem-here = Redeem it yourself on this page, or ask our support staff to do it.
faq-redeem-there = Ask our support staff to do it, or redeem it yourself at { $url }
faq-team = I am on a team. Whose bill does it come off?
faq-team-text = The team’s. Credit goes to the account that is billed, whoever on it earned it, and not to one person.
faq-several = Can I invite several people at once?
faq-several-one = No: an invite goes to one person at a time, and you can send { $count } a day.
faq-several-many = Yes, up to { $most } at once, and { $count } a day.
faq-several-self = You send the invites from your own mail program, to as many as you like.
faq-several-off = No invites are sent from here.
faq-several-link = Share your link with as many as you like.
faq-privacy = Do the people I invite see each other?
faq-privacy-text = No. Each of them gets a message of their own, and sees nobody else’s name or address.
faq-missing = Why did my friend get no invite?
faq-missing-known = No invite goes to an address that has, or once had, an account at { $product }.
faq-missing-asked = Nobody is written to who asked us not to, or who was invited in the last { days }.
faq-missing-spam = Anybody else may find it in the spam or junk folder or, in Gmail, on the Promotions tab.

### Mail. Each message has a subject, a headline, a text, and a box with its point.

mail-greeting = { $name ->
    [none] Hi,
   *[some] Hi { $name },
}
mail-or-open = Or open this link:
mail-terms = Terms
mail-reference = Reference: { $reference }
mail-why = Why did I get this? You take part in the referral program of { $product }, and this is about your own referrals.
mail-why-friend = Why did I get this? You signed up for { $product } on a referral, and this is about the credit that came with it.
mail-stop-referrals = Stop mails about my referrals
mail-stop-credit = Stop mails about my credit
mail-stop-friend = Stop mails about referral credit
mail-stop-reminders = Stop reminders about my referrals
mail-stop-invites = Not interested? Never write me again
mail-see-credit = See my credit
mail-redeem = Redeem my credit
mail-refer = Refer a friend
mail-upgrade = Upgrade my plan
mail-question = Why?

mail-your-credit = { $friend ->
    [none] your { $amount } credit
   *[some] your { $amount } credit for referring { $friend }
}
mail-next = { $bill ->
    [team] { $amount } off your team’s next invoice
   *[own] { $amount } off your next invoice
}
mail-next-annual = { $bill ->
    [team] { $amount } off your team’s next annual invoice
   *[own] { $amount } off your next annual invoice
}
mail-to-redeem = { $amount } to redeem
mail-expected = { $about ->
    [none] { "" }
   *[some] Expected on { $about }.{ " " }
}
mail-next-how = { mail-expected }It comes off by itself, and the invoice shows it.
mail-next-annual-how = { mail-expected }It comes off by itself, and the invoice shows it. An upgrade or added seats that are billed earlier use it sooner.
mail-to-redeem-how = Redeem it whenever you like. { mail-redeemed }
mail-redeemed = { $bill ->
    [team] It then comes off your team’s next invoice, or off an upgrade or add-on that is billed at once.
   *[own] It then comes off your next invoice, or off an upgrade or add-on that is billed at once.
}
mail-later-next = { $bill ->
    [team] Then it comes off your team’s next invoice by itself, and the invoice shows it.
   *[own] Then it comes off your next invoice by itself, and the invoice shows it.
}
mail-later-annual = { $bill ->
    [team] Then it comes off your team’s next annual invoice by itself, or off an upgrade or added seats that are billed earlier, and that invoice shows it.
   *[own] Then it comes off your next annual invoice by itself, or off an upgrade or added seats that are billed earlier, and that invoice shows it.
}
mail-later-redeem = Then you can redeem it. { mail-redeemed }
mail-team = It goes to your team’s bill, not to one person.

invite-intro = { mail-greeting } this is { $product }. { $first } asked us to pass this on to you:
invite-button = Accept { $first }’s invite
invite-headline = { $referrer } thinks you’d like { $product }
invite-preheader = { $reward ->
    [none] A personal invite from { $referrer }.
   *[some] { $reward } for you, { $condition }.
}
invite-box = { $reward } for you
invite-condition = You get it { $condition }, through this invite.
invite-until = Valid until { $until }.
invite-why = Why did I get this? { $referrer } entered your address at { $product } and asked us to send you this one message. You are on no mailing list.{ $reward ->
    [none] { "" }
   *[some] { " " }{ $first } may earn { $reward } if you join.
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] a friend of yours signed up for { $product }.
       *[paid] a friend of yours made a first payment to { $product }.
    }
   *[some] { $cause ->
        [signup] your friend { $friend } signed up for { $product }.
       *[paid] your friend { $friend } made a first payment to { $product }.
    }
}
earned-subject = { $friend ->
    [none] You earned { $amount } credit for referring a friend
   *[some] You earned { $amount } credit for referring { $friend }
}
earned-headline = You earned { $amount } credit
earned-text = { mail-greeting } good news: { friend-did }
earned-hold = { $amount } on hold until { $until }
earned-hold-signup = We wait to be sure that the sign-up is genuine.
earned-hold-paid = We wait in case the payment is refunded.
earned-balance = Available credit in all: { $amount }.

applied-subject = { $bill ->
    [team] { $amount } credit came off your team’s invoice
   *[own] { $amount } credit came off your invoice
}
applied-headline = { $amount } credit was used
applied-text = { mail-greeting } { $friend ->
    [none] { $amount } of your credit
   *[some] { $amount } of your credit for referring { $friend }
} came off { $bill ->
    [team] your team’s
   *[own] your
} latest invoice.
applied-box = { $bill ->
    [team] { $amount } off your team’s invoice
   *[own] { $amount } off your invoice
}
applied-how = The invoice shows it as applied balance.

canceled-subject = Your { $amount } credit was canceled
canceled-headline = { $amount } credit was canceled
canceled-text = { mail-greeting } { mail-your-credit } was canceled before it reached a bill.

expired-subject = Your { $amount } credit has expired
expired-headline = { $amount } credit has expired
expired-preheader = It was not used in time.
expired-text = { mail-greeting } { mail-your-credit } was not used in time and has expired.
expired-how = Credit of this program can be used for a limited time, as its terms say.

expiring-subject = Your { $amount } credit expires on { $day }
expiring-headline = Use your { $amount } credit in time
expiring-text = { mail-greeting } { mail-your-credit } is still there, and can be used until { $day }.
expiring-box = { $amount } expires on { $day }
expiring-how = It has found no bill of yours yet to come off. Once your account is on a paid plan, it does so by itself.

given-subject = { $amount } credit is yours
given-preheader = Our staff looked into it.
given-text = { mail-greeting } our staff looked into { mail-your-credit }, and it is yours.

posted-subject = { $bill ->
    [team] Your { $amount } credit comes off your team’s next invoice
   *[own] Your { $amount } credit comes off your next invoice
}
posted-headline = { $bill ->
    [team] { $amount } credit is on your team’s account
   *[own] { $amount } credit is on your account
}
posted-text = { mail-greeting } { mail-your-credit } is on { $bill ->
    [team] your team’s
   *[own] your
} account now.
posted-preheader = { mail-next }. Whatever one invoice leaves of it carries over.
posted-rest = Whatever one invoice leaves of it carries over to the next.

reinstated-subject = Your { $amount } credit is back
reinstated-headline = { $amount } credit is yours again
reinstated-preheader = The payment behind it stands after all.
reinstated-text = { mail-greeting } the payment behind { mail-your-credit } stands after all, so it is yours again.

reversed-subject = { $amount } credit was taken back
reversed-text = { mail-greeting } { $friend ->
    [none] { $amount } of the credit for joining
   *[some] { $amount } of the credit for referring { $friend }
} was taken off { $bill ->
    [team] your team’s
   *[own] your
} account again.
reversed-rest = What invoices have used already stays used.
reversed-used = An invoice had used it: the account’s other credit pays for it, or the next invoice adds it.

welcome-headline = { $referrer ->
    [none] You’re in – { $amount } off { $product }
   *[some] You’re in – { $amount } off, from { $referrer }
}
welcome-text = { mail-greeting } welcome to { $product }! { $referrer ->
    [none] You were referred
   *[some] { $referrer } referred you
}, so this is yours:
welcome-later = { $amount } after your first payment

your-friend = { $friend ->
    [none] your friend
   *[some] { $friend }
}
at-risk-subject-lost = Upgrade before { your-friend } pays, or your { $amount } credit is lost
at-risk-subject-kept = Upgrade to get your { $amount } credit for referring { your-friend }
at-risk-headline = Your { $amount } credit needs a paid plan
at-risk-text = { mail-greeting } { your-friend } signed up for { $product }. { $amount } credit is yours with the first payment, if your own account is on a paid plan by then.
at-risk-box = Upgrade before { your-friend } pays
at-risk-rule = Only paying customers earn referral credit, and your account is not on a paid plan now.
at-risk-trial = The trial of { your-friend } ends on { $day }; the first payment may follow at once.
at-risk-lost = If the payment comes first, the credit for it is lost.
at-risk-kept = If the payment comes first, we keep the credit for you for { days }.

not-yet-subject-paid = Your { $amount } credit comes when { your-friend } makes a first payment
not-yet-subject-verified = Your { $amount } credit comes when { your-friend } confirms their mail address
not-yet-headline = { $amount } credit is still to come
not-yet-text = { mail-greeting } { your-friend } signed up for { $product } and still has some way to go before it counts.
not-yet-box-paid = { $amount } credit when { your-friend } makes a first payment
not-yet-box-verified = { $amount } credit when { your-friend } confirms their mail address
not-yet-how-paid = A trial does not count.
not-yet-how-verified = A reminder from you may help.
not-yet-until = It counts until { $until }.

digest-subject = Your referrals in { $month }: { digest-summary }
digest-headline = Your referrals in { $month }
digest-text = { mail-greeting } this is what your referrals came to in { $month }.
digest-friends = { $count ->
    [one] 1 friend joined
   *[other] { $count } friends joined
}
digest-summary = { $count ->
    [0] { $earned ->
        [none] your credit moved
       *[some] { $earned } earned
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }, { $earned } earned
    }
}
digest-earned = Earned: { $amount }.
digest-bill = Put on the bill: { $amount }.
digest-expired = Expired: { $amount }.
digest-canceled = Canceled: { $amount }.

no-credit-subject = { $friend ->
    [none] No credit for referring a friend, and why
   *[some] No credit for referring { $friend }, and why
}
no-credit-headline = { $friend ->
    [none] No credit for referring a friend
   *[some] No credit for referring { $friend }
}
no-credit-question = Why not?
no-credit-waiting-subject = { $friend ->
    [none] Your { $amount } credit for referring a friend is waiting
   *[some] Your { $amount } credit for referring { $friend } is waiting
}
no-credit-waiting-headline = Your { $amount } credit is waiting
no-credit-waiting-question = What is it waiting for?
no-credit-text = { mail-greeting } { friend-did }
no-credit-until = You have until { $until }.

terms-subject = Until { $until }: { $offer }
terms-headline = The referral terms change soon
terms-text = { mail-greeting } the terms of the referral program of { $product } change. Friends who sign up by then still count under those of today.
terms-box = Until { $until }: { $offer }.
terms-then = { $then ->
    [none] Afterwards other terms hold; the amounts stay the same.
   *[some] Afterwards: { $then }.
}

unused-subject = Your { $product } referral link is waiting for its first friend
unused-headline = Your referral link is ready
unused-text = { mail-greeting } you made your referral link, and nobody has signed up with it yet. It goes anywhere you would write to a friend.
unused-box = { $offer }.
unused-link = Your link: { $url }

### The page behind an invite's mail. No name stands in what previews of the link show.

landing-title = You are invited to { $product }
landing-heading = { $inviter ->
    [none] A friend invites you to { $product }
   *[some] { $inviter } invites you to { $product }
}
landing-who = { $inviter ->
    [none] Your friend
   *[some] { $inviter }
}
landing-credit = { $amount } credit for you
landing-when = You get it { $condition }, for your bills.
landing-until = The offer holds until { $until }.
landing-terms = Terms of the offer
landing-accept = Accept and sign up
landing-next = What happens next
landing-button = The button takes you to the signup page of { $product }. { landing-who } can see that you accepted.
landing-new = The offer is for new customers of { $product }.
landing-earns = { landing-who } may earn { $amount } in credit if you join.
landing-address = { landing-who } entered your address, so that this invite could be sent to you. It is not handed on with this link, and you may sign up with another address.
landing-forwarded = Did somebody pass this invite on to you? It is good for you too.
landing-plain = Sign up without the invite
landing-sign-up = Sign up
landing-description = { $credit ->
    [none] Sign up for { $product }.
   *[some] { $credit }. { $lines }
}
landing-paused = This offer is paused
landing-paused-text = Invites are paused at the moment. Come back in a few days, or sign up now without the offer.
landing-expired = This invite has expired
landing-expired-text = { $inviter ->
    [none] Ask your friend for a new one if you like, or sign up without it.
   *[some] Ask { $inviter } for a new one if you like, or sign up without it.
}
landing-over = This offer has ended
landing-over-text = The referral program is over. You can sign up all the same.
landing-withdrawn = This invite was withdrawn
landing-withdrawn-text = It no longer holds. You can sign up all the same.
landing-unknown = This link is not complete
landing-unknown-text = Part of it is missing or was altered on the way. Open the invite again from its mail, or sign up without it.
landing-unavailable = This page does not work right now
landing-unavailable-text = Try again in a moment. Your invite is not lost.
landing-customer = You are with { $product } already
landing-customer-text = { $inviter ->
    [none] The offer is for new accounts, and there is one of yours. Thank your friend anyway: you can refer others yourself.
   *[some] The offer is for new accounts, and there is one of yours. Thank { $inviter } anyway: you can refer others yourself.
}
landing-customer-again = Is the account not yours, or do you need another one? You can sign up all the same.
landing-own = This is your own invite
landing-own-text = It is what your friend sees, with a button to accept. A referral of oneself earns no credit, so there is none here.

### The page that stops mail.

stop-title = Mail from { $product }
stop-partial = This link is not complete.
stop-partial-text = Part of it seems to be missing. Please open the link in the message once more, or copy all of it.
stop-done = Done.
stop-done-chosen = What is ticked below comes from now on.
stop-done-nothing = No mail comes to this address.
stop-done-invites = { $product } will not invite this address again, whoever asks.
stop-done-notifications = { $product } will not mail you any more when something happens to your referrals. Your credit stays, and the Refer and Earn page still tells you everything.
stop-done-reminders = { $product } will not remind you any more.
stop-ask-invites = Never get an invite to { $product } again?
stop-ask-invites-text = Press the button, and nobody can have { $product } invite this address any more.
stop-ask-invites-button = Never write me again
stop-ask-notifications = Stop mails about your referrals?
stop-ask-notifications-text = Press the button, and { $product } will not mail you any more when something happens to them. Your credit stays, and the Refer and Earn page still tells you everything.
stop-ask-notifications-button = Stop these mails
stop-ask-reminders = Stop reminders?
stop-ask-reminders-text = Press the button, and { $product } will not remind you any more, for example before credit expires. You still hear when you earn something.
stop-ask-reminders-button = Stop reminders
stop-stopped-invites = No invites come to this address.
stop-stopped-invites-text = You have stopped them: { $product } invites this address no more, whoever asks.
stop-stopped-notifications = You get no mails about your referrals.
stop-stopped-reminders = You get no reminders.
stop-stopped-text = You have stopped them. Below you can choose again.
stop-impossible = No mail comes to this address.
stop-impossible-text = A message came back from it, or was reported as spam. If that is wrong, write to the support of { $product }.
stop-choose = Choose what you get
stop-news = News
stop-news-what = When a friend joins, when you earn credit, and when it comes off a bill.
stop-reminders = Reminders
stop-reminders-what = Before credit expires or is lost, and when something waits for you.
stop-save = Save my choice
stop-all = Or nothing at all
stop-all-text = No news, no reminders and no invites from anybody: nothing more from the referral program of { $product }.
stop-all-stranger = Should you become a customer, you would not hear of credit that you earn either.
stop-all-button = Stop all of it

### Why something stands as it does, to whom it concerns.

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] You signed up
       *[some] You signed up on { $signed }
    }
   *[referrer] { $signed ->
        [none] { Your-friend } signed up
       *[some] { Your-friend } signed up on { $signed }
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] You made a first payment
       *[some] You made a first payment on { $qualified }
    }
   *[referrer] { $qualified ->
        [none] { Your-friend } made a first payment
       *[some] { Your-friend } made a first payment on { $qualified }
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] Your friend
   *[some] { $friend }
}
Your-credit = { $amount ->
    [none] Your credit
   *[some] Your { $amount }
}
your-credit = { $amount ->
    [none] your credit
   *[some] your { $amount }
}
next-invoice = { $about ->
    [none] your next invoice
   *[some] { $interval ->
        [year] your next annual invoice, about { $about }
       *[other] your next invoice, about { $about }
    }
}
two-sentences = { $one }, and { $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }, and the sign-up did not come through a friend’s link, so nobody is credited with it.
    [accept] { did-sign-up }, and the sign-up did not come through the Accept button of a friend’s invite, so nobody is credited with it.
   *[both] { did-sign-up }, and the sign-up did not come through a friend’s link or the Accept button of a friend’s invite, so nobody is credited with it.
}
text-attribution_window_passed = { did-sign-up }, more than { days } after you had come through a friend’s link or invite, so it could not be tied to them any more.
text-already_referred = Your account was referred before. Each account counts once.
text-existing_account = The offer is for new customers, and this sign-up did not count as a new one.
text-self_referral = { did-sign-up } by a link or an invite of your own. A referral of oneself earns no credit.
text-same_account = { did-sign-up } by a link or an invite from your own account. A referral earns credit where it brings another account.
text-program_inactive = { did-sign-up }. The referral program was not running then, or whoever referred you took no part in it any more.
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }, and your mail address is not confirmed yet. { Your-credit } comes when you do.
   *[referrer] { did-sign-up }, and their mail address is not confirmed yet. { Your-credit } comes when they do.
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up } and have not paid yet. { Your-credit } comes with your first payment; a trial does not count.
   *[referrer] { did-sign-up } and has not paid yet. { Your-credit } comes with their first payment; a trial does not count.
}
text-on_own_trial = { did-sign-up } and are on a trial until { $trial }. { Your-credit } comes with your first payment.
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up } and have not paid yet: an invoice of nothing does not count. { Your-credit } comes with your first payment.
   *[referrer] { did-sign-up } and has not paid yet: an invoice of nothing does not count. { Your-credit } comes with their first payment.
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }. { Your-credit } comes with your first payment above { the-minimum }; none has come yet.
   *[referrer] { did-sign-up }. { Your-credit } comes with their first payment above { the-minimum }; none has come yet.
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }. { Your-credit } comes with your first payment for a plan that the program includes; none has come yet.
   *[referrer] { did-sign-up }. { Your-credit } comes with their first payment for a plan that the program includes; none has come yet.
}
the-minimum = { $minimum ->
    [none] the program’s minimum
   *[some] { $minimum }
}
text-window_passed_signup = { did-sign-up }, and the mail address was not confirmed{ $ended ->
    [none] { "" }
   *[some] { " " }by { $ended }
}, so it earned no credit.
text-window_passed_paid = { did-sign-up }, and no payment that counts came{ $ended ->
    [none] { "" }
   *[some] { " " }by { $ended }
}, so it earned no credit.
text-nothing_promised = { $side ->
    [friend] The program gives credit to the one who referred you, and none to the friend.
   *[referrer] { did-qualify }. The program gives credit to the friend alone.
}
text-not_open = { did-qualify }. Only open accounts earn referral credit, and yours was not open when it counted.
text-referrer_not_paying_at_instant = { did-qualify }. Only paying customers earn referral credit, and your account was not on a paid plan when it counted.
text-kept_until = We kept { your-credit } for you until { $since }.
text-waiting_for_referrer_to_pay = { did-qualify }. Only paying customers earn referral credit, and your account is not on a paid plan yet. We keep { your-credit } for you.
text-waiting_overdue = { did-qualify }. Only paying customers earn referral credit, and your account has a payment overdue. We keep { your-credit } for you.
text-in_hold_until = { did-qualify }, and { your-credit } is on hold{ $next ->
    [none] { "" }
   *[some] { " " }until { $next }
}, in case the payment comes back.
text-disputed = The payment behind { your-credit } is disputed at the bank. Nothing is lost: the credit waits until that is decided.
text-refunded = { $since ->
    [none] { Your-credit } ended: the payment behind it was refunded.
   *[some] { Your-credit } ended on { $since }: the payment behind it was refunded.
}
text-dispute_lost = { $since ->
    [none] { Your-credit } ended: the payment behind it was disputed at the bank and went back.
   *[some] { Your-credit } ended on { $since }: the payment behind it was disputed at the bank and went back.
}
text-friend_canceled = { $since ->
    [none] { Your-credit } ended: the subscription behind it did not last { days } from the first payment on.
   *[some] { Your-credit } ended on { $since }: the subscription behind it did not last { days } from the first payment on.
}
text-referrer_canceled = { $since ->
    [none] { Your-credit } ended: your subscription did, and credit that no invoice has used ends with it.
   *[some] { Your-credit } ended on { $since }: your subscription did, and credit that no invoice has used ends with it.
}
text-reversed = { $since ->
    [none] { Your-credit } was taken back: the payment behind it was refunded.
   *[some] { Your-credit } was taken back on { $since }: the payment behind it was refunded.
}
text-reversed_dispute = { $since ->
    [none] { Your-credit } was taken back: the payment behind it was disputed at the bank and went back.
   *[some] { Your-credit } was taken back on { $since }: the payment behind it was disputed at the bank and went back.
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit } was taken back: the subscription behind it did not last { days } from the first payment on.
   *[some] { Your-credit } was taken back on { $since }: the subscription behind it did not last { days } from the first payment on.
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit } was taken back: your subscription ended, and credit that no invoice has used ends with it.
   *[some] { Your-credit } was taken back on { $since }: your subscription ended, and credit that no invoice has used ends with it.
}
text-reversed_used = The { $used } that an invoice had used by then stays used for now; our staff look into it.
text-reversed_used_stays = The { $used } that invoices had used by then stays used.
text-expired = { $since ->
    [none] { Your-credit } was not used in time and expired.
   *[some] { Your-credit } was not used in time and expired on { $since }.
}
text-awaiting_redemption = { did-qualify }, and { your-credit } is yours to use.
text-waiting_for_stripe_customer = { Your-credit } is yours. It goes on your bill as soon as you have one.
text-being_posted = { Your-credit } is on its way to your bill.
text-posted_waiting_next_invoice = { did-qualify }. { Your-credit } has been on your account’s balance{ $since ->
    [none] { "" }
   *[some] { " " }since { $since }
} and comes off { next-invoice }.
text-use = { $used } came off invoice { $invoice } on { $day }
text-applied_on_invoice = { $uses }.
text-partly_applied = { $uses }. The other { $open } comes off { next-invoice }.
text-currency_mismatch = { Your-credit } is yours, and your account is billed in another currency, so it could not be put on your bill.
text-posting_refused = { Your-credit } is yours, and could not be put on your bill.
text-an_invoice = an invoice

invite-told-bounced = The invite that you made on { $made } could not be delivered.
invite-told-expired = The invite that you made on { $made } was not accepted by { $ended }, so it has expired.
invite-told-too-late = Your invite was accepted on { $accepted }, and nobody signed up in time.
invite-told-accepted = Your invite was accepted on { $accepted }, and nobody has signed up by it yet.
invite-told-waiting = You made this invite on { $made }. Nobody has signed up by it yet.

change-evidence = If a friend did refer you, write to our support staff and send along the link or invite that you used; they can look into it.
change-verification = { $last ->
    [none] The address has to be confirmed.
   *[some] The address has to be confirmed by { $last }.
}
change-payment = { $last ->
    [none] The payment has to come.
   *[some] The payment has to come by { $last }.
}
at-upgrade = { $upgrade ->
    [none] .
   *[some] : { $upgrade }
}
change-own-payment = Choose a paid plan, and it is yours{ at-upgrade }
change-included-plan = Choose a plan that the program includes, and it is yours{ at-upgrade }
change-not-paying = Upgrade to a paid plan, and the next friend you refer earns you credit{ at-upgrade }
change-overdue = { $last ->
    [none] Settle what is overdue, and it is yours.
   *[some] Settle what is overdue by { $last }, and it is yours.
}
change-waiting = { $last ->
    [none] Upgrade to a paid plan, and it is yours{ at-upgrade }
   *[some] Upgrade to a paid plan by { $last }, and it is yours{ at-upgrade }
}
change-passes = You need not do anything: this passes by itself.
change-stays = { $side ->
    [friend] Stay a customer until { $stays }, and nothing else is needed.
   *[referrer] Your friend has to stay a customer until { $stays }. You need not do anything.
}
change-disputed = If the bank decides that the payment stands, the credit goes on; if not, it ends. You need not do anything.
change-refunded = If the refund fails, the credit comes back by itself.
change-dispute-lost = If that is decided otherwise, the credit comes back by itself.
change-reversed = If the payment comes again, so does the credit, by itself.
change-next-friend = The next friend you refer can earn you credit.
change-plan = Choose a paid plan, and it comes off your bill{ at-upgrade }
change-posted = You need not do anything. An invoice that comes earlier, such as for an upgrade, uses it sooner. On a team, it comes off the team’s bill.
change-mistake = If you think that this is a mistake, write to our support staff.
change-staff = Our staff look into it. You need not do anything.
change-refer = You can refer others yourself: a customer who is new counts.
change-lost-at-signup = Your account was not on a paid plan when they signed up, so this referral earns you no credit.
change-kept-at-signup = Your account was not on a paid plan when they signed up: we keep the credit for { days } after their payment, and it is yours once you pay{ at-upgrade }
change-lost-unless = Only paying customers earn, and your account is not on a paid plan: upgrade before they pay, or the credit is lost{ at-upgrade }
change-kept-unless = Only paying customers earn, and your account is not on a paid plan: upgrade within { days } of their payment at the latest{ at-upgrade }
change-redeem = { $redeem ->
    [none] Redeem it, or ask our support staff to do it, and it comes
   *[some] Redeem it at { $redeem } or ask our support staff to do it, and it comes
} off your next invoice, or off an upgrade or add-on that is billed at once. It pays our bills only; it is not paid out.{ $last ->
    [none] { "" }
   *[some] { " " }Use it by { $last }: it expires after that.
}
change-invite-address = Check the address for a slip, and invite your friend at the right one.
change-invite-again = You can invite your friend again.
change-invite-signup = Your friend only has to sign up, by { $last }.
change-invite-spam = If your friend cannot find it, it may be in the spam or junk folder or, in Gmail, on the Promotions tab. { $known ->
    [none] No invite goes to an address that asked us not to write, or that was invited in the last { days }.
   *[some] No invite goes to an address that has, or once had, an account with us, or that asked us not to write, or that was invited in the last { days }.
}{ $last ->
    [none] { "" }
   *[some] { " " }It can be accepted until { $last }.
}

once-signup = It is for the sign-up: nothing more comes when they pay or upgrade.
once-paid = It is for their first payment, and comes once.
promised = { $side ->
    [friend] { $event ->
        [paid] The program promised { $amount } when you made a first payment on { $qualified }
       *[signup] The program promised { $amount } when you signed up on { $signed }
    }
   *[referrer] { $event ->
        [paid] The program promised { $amount } when { your-friend } made a first payment on { $qualified }
       *[signup] The program promised { $amount } when { your-friend } signed up on { $signed }
    }
}{ $ended ->
    [none] .
   *[some] , and did so until { $ended }.
} A later change does not touch it.

reply-greeting = { $name ->
    [none] Hello,
   *[some] Hello { $name },
}
