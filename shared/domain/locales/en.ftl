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
invite-faults = There is something to mend

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
trouble-reload = Load the page again
trouble-open = Open Refer and Earn

js-offline = You are offline. What you see is from before.
js-ended = Your session has ended. Open Refer and Earn again.
