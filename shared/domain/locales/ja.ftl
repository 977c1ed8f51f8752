### ページとメールの言葉（です・ます調）。キーは en.ftl と同じです。

page-title = 紹介プログラム
page-skip = 本文へ移動
page-back = { $product } に戻る
sandbox = テストモード：ここに本物のお金はありません。

headline-both = お友だちに { $friend }、あなたに { $referrer }
headline-referrer = 紹介ごとに { $referrer }
headline-friend = お友だちに { $friend } を贈りましょう
headline-none = { $product } を紹介する

terms = プログラムの規約
state-ended = リンクからの登録は今もできますが、クレジットは付きません。
state-paused = リンクからの登録は今もできます。再びクレジットが付くときは、ここでお知らせします。
eligible-needed = クレジットを獲得できるのは有料のお客様だけで、あなたのアカウントはまだ有料プランではありません。共有は今すぐできます。プランを変更すると獲得できます。
eligible-upgrade = プランを変更する
eligible-unknown = あなたのアカウントの情報がまだ届いていません。リンクは使えます。メールでの招待は、{ $product } から情報が届くと使えるようになります。

how = ご利用の流れ
link-step-share = リンクを共有します。
link-step-accept = { $product } からメールでお友だちを招待します。
link-step-signup = お友だちが登録します。
link-step-paid = お友だちが登録し、初めてのお支払いをします。
link-step-bill = { $amount } のクレジットを受け取り、請求から自動で差し引かれます。
link-step-redeem = { $amount } のクレジットを受け取り、お好きなときに請求に使えます。
link-step-nothing = お友だちが { $amount } のクレジットを受け取ります。

link = あなたのリンク
link-make = リンクを作成する
link-none = リンクはまだありません。一度のクリックで作成でき、ずっと使えます。
link-copy = コピー
link-copied = コピーしました
link-select = 選択されています。Ctrl+C または ⌘C でコピーしてください。
link-share = 共有…
link-made = これがあなたのリンクです。ご自由に共有してください。
link-label = あなた専用のリンク
link-code = 自分のコードを選ぶ
link-code-label = あなたのコード
link-code-save = このコードを使う
link-code-chosen = 完了しました。リンクは新しいコードになり、これまでのコードも引き続き使えます。
link-code-free = { $code } は使えます。
link-code-taken = { $code } はすでに使われています。別のコードをお試しください。
link-code-refused = { $code } はどなたもお選びいただけません。別のコードをお試しください。
link-code-own = リンクはこのコードになっています。
link-code-next = 次のコードは { $date } から選べます。
link-code-rule = コードは a から z の文字と数字で { $least } ～ { $most } 文字です。間にハイフンを入れられます。
link-code-note = 30 日に 1 回変更できます。すでに共有したリンクも引き続き使えます。
qr = QR コード
qr-alt = リンクの QR コード
qr-download = SVG をダウンロード
networks = 共有先
networks-new = { $network }（新しいタブで開きます）

balance = クレジット
balance-none = クレジットはまだありません。紹介が成立すると、ここに表示されます。
balance-available = 利用可能
balance-pending = 保留中
balance-at-stripe = 次回の請求に適用
balance-used = 請求に使用済み
balance-team = クレジットはアカウントのものです。どなたが獲得しても、アカウントの請求から差し引かれます。
balance-next = 次回の請求（{ $date } の予定）から自動で差し引かれます。
balance-soon = 次回の請求から自動で差し引かれます。
balance-redeem = クレジットを使う
balance-redeem-note = 次回の請求、またはすぐに請求されるプラン変更から差し引かれます。
balance-redeemed = 完了しました。次回の請求から差し引かれます。
credit-pending-until = { $amount }（{ $date } まで）
credit-waiting = 保留中のクレジットとその理由

referrals = 紹介したお友だち
referrals-none = まだ誰もいません。登録したお友だちとその後の状況が、ここに表示されます。
referrals-friend = お友だち
referrals-since = 登録日
referrals-status = 状況
why = 理由
why-since = 開始日
why-next = 次の日付
why-rule = 判断の基準
rule-invite = 招待
rule-attribution = お友だちの訪問経路
rule-qualification = お友だちに必要な手続き
rule-amount = プログラムの約束
rule-eligibility = 獲得できる方の条件
rule-cap = プログラムの上限
rule-hold = 保留期間
rule-payment = お友だちのお支払い
rule-redemption = クレジットの利用手続き
rule-staff = 担当者
rule-posting = 請求への適用
rule-invoice = あなたの請求
more = { $count } 件をすべて表示

progress-invited = 招待済み
progress-accepted = 承諾済み
progress-signed-up = 登録済み
progress-paid = 支払い済み
progress-rewarded = 特典付与済み
progress-not-eligible = 対象外
progress-expired = 期限切れ
progress-not-delivered = 未配達

news = お知らせ
news-none = まだありません。お友だちの登録やクレジットの獲得を、ここと、メールでお知らせします。
news-unread = 新着 { $count } 件
news-new = 新着：
news-seen = すべて既読にする
news-preferences = 受け取るメールを選ぶ

invites = メールで招待する
invites-to = お友だちのアドレス
invites-to-hint-one = アドレスを 1 件。例：bo@example.com または Bo Kim <bo@example.com>
invites-to-hint = 一度に { $count } 件まで。コンマ、セミコロン、改行で区切って貼り付けられます。お一人ずつ別のメールが届きます。
invites-message = メッセージ
invites-message-hint = 書式なしで 1,000 文字まで。{"{"}friend_name{"}"} はお友だちの名前になります。リンクと電話番号は使えません。リンクのボタンは文章の下に付きます。
invites-message-fixed = この文面でお送りします。このプログラムでは変更できません。
invites-reset = 元の文面に戻す
invites-subject = 件名
invites-preview = プレビュー
invites-look-light = ライト
invites-look-dark = ダーク
invites-look-text = テキスト
invites-preview-title = お友だちに届く招待の見え方
invites-send = 招待を送る
invites-left = { $count ->
    [0] 今日の招待はすべて送りました。明日また送れます。
   *[other] 今日はあと { $count } 件送れます。
}
invites-again = お知り合いの方にお送りください。同じアドレスには、どなたの依頼でも 30 日に 1 回までしかお送りしません。
invites-need-name = { $product } からお名前がまだ届いていません。お友だちには差出人が分かる必要があります。
invites-need-link = 先にリンクを作成してください。招待に入ります。
invites-own-mail = 自分のメールソフトで書く
invites-sent = { $count } 件の招待をお送りしています。
invites-refused = まだ送っていません。下の印の箇所をご確認ください。
invites-result = 送信中
invites-known = 招待を断った方や、すでにお客様である方には届きません。どなたかはお伝えしません。
invites-remove = { $address } を外す
invites-list = 最近の招待
invites-address = アドレス
invites-day = 送信日

privacy = お友だちについて保存するもの
privacy-text = 入力されたアドレスは、招待の期限が切れるか、お友だちが停止を求めてから 30 日後まで保存します。その後は、再びお送りしないための照合値だけを残します。あなたに見えるのは名前だけで、誰を招待したかは他の方には見えません。
zone = 日付はタイムゾーン { $zone } のものです。

faq = よくある質問

trouble-expired = セッションが終了しました
trouble-expired-text = 安全のため、このページは 1 時間で閉じます。{ $product } で「紹介プログラム」をもう一度開いてください。
trouble-used = このリンクは使用済みです
trouble-used-text = このページへのリンクは 1 回だけ、1 分間有効です。{ $product } で「紹介プログラム」をもう一度開いてください。
trouble-origin = このページからの操作ではありません
trouble-origin-text = 安全のため、何も行いませんでした。ページをもう一度開き、そこでボタンを押してください。
trouble-busy = 少々お待ちください
trouble-busy-text = 一度に多くの操作がありました。1 分待ってから再読み込みしてください。失われるものはありません。
trouble-down = 現在表示できません
trouble-down-text = リンクは引き続き使え、クレジットも安全です。遅れることはあっても失われません。1 分後にもう一度お試しください。
trouble-program = プログラムはまだありません
trouble-program-text = { $product } の紹介プログラムはまだ始まっていません。後ほどお越しください。
trouble-stranger = アカウントがまだ登録されていません
trouble-stranger-text = { $product } からお客様の情報がまだ届いていません。{ $product } のサポートにお問い合わせのうえ、後ほどお越しください。
trouble-reload = ページを再読み込み
trouble-open = 「紹介プログラム」を開く

js-offline = オフラインです。表示は以前のものです。
js-ended = セッションが終了しました。「紹介プログラム」をもう一度開いてください。

### 日付と金額。

month-name = { $month }月
day = { $year }年{ month-name }{ $day }日
month = { $year }年{ month-name }
until = { $date } { $time }（{ $zone }）
days = { $count } 日
amounts-and = { $one }と { $other }
amounts-or = { $one }または { $other }
a-friend = お友だち
no-name = お知り合いの方
credit-amount = { $amount } のクレジット
credit-word = クレジット
friend-name-unknown = あなた

### プログラムの約束。

offer-both = あなたに { $referrer }、お友だちに { $friend }
offer-referrer = あなたに { $referrer }
offer-friend = お友だちに { $friend }
offer-none = クレジットはありません
cause-signup = { $day ->
    [none] お友だちが登録すると
   *[some] お友だちが{ $day }までに登録すると
}
cause-paid = { $day ->
    [none] お友だちが初めてのお支払いをすると
   *[some] お友だちが{ $day }までに初めてのお支払いをすると
}
cause-paid-after-signup = { $day }までに登録したお友だちが初めてのお支払いをすると
promise = { $cause }、{ $offer }。
promise-until = { $cause }、{ $offer }。その後は、{ $then }。
program-draft = プログラムはまだ始まっていません。
program-paused = プログラムは休止中です。現在、登録してもクレジットは付きません。
program-ended = プログラムは終了しました。登録してもクレジットは付きません。
program-ended-paid = プログラムは終了しました。すでに登録したお友だちからのみ、クレジットを獲得できます。
friend-gets-signup = 登録したとき
friend-gets-verified = 登録してアドレスを確認したとき
friend-gets-paid = 初めてのお支払いのとき
share-subject = { $product } を使ってみませんか
invite-subject-plain = { $referrer }さんから { $product } への招待です

### クレジットがない理由。

reason-awaiting_signup = この招待から登録した方はまだいません。
reason-not_via_link_or_accept = 登録がリンクや招待の承諾ボタンからではなかったため、あなたの紹介として確認できませんでした。
reason-attribution_window_passed = リンクの訪問から登録までに時間がかかりすぎました。
reason-already_referred = 別の方の紹介が先でした。
reason-existing_account = この特典は新しいお客様向けで、今回の登録は対象になりませんでした。
reason-former_account = { reason-existing_account }
reason-self_referral = ご自身の紹介ではクレジットは付きません。
reason-same_account = 同じアカウントに加わる方では、クレジットは付きません。
reason-program_inactive = そのとき紹介プログラムは実施されていませんでした。
reason-awaiting_email_verification = お友だちのメールアドレスの確認がまだです。確認されるとクレジットが付きます。
reason-on_trial = クレジットは、お友だちの初めてのお支払いのときに付きます。お試し期間は対象外です。
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = クレジットは、ご自身の初めてのお支払いのときに付きます。お試し期間は対象外です。
reason-zero_amount_invoice = クレジットは、お友だちの初めてのお支払いのときに付きます。0 円の請求は対象外です。
reason-below_minimum = クレジットは、お友だちのお支払いが初めてプログラムの最低額を超えたときに付きます。
reason-plan_not_included = クレジットは、プログラム対象プランの初めてのお支払いのときに付きます。
reason-qualification_window_passed = お友だちの初めてのお支払いが間に合いませんでした。
reason-referrer_not_paying_at_instant = 紹介クレジットを獲得できるのは有料のお客様だけで、対象となる時点であなたのアカウントは有料プランではありませんでした。
reason-waiting_for_referrer_to_pay = 紹介クレジットを獲得できるのは有料のお客様だけで、あなたのアカウントはまだ有料プランでないか、お支払いが遅れています。クレジットはお取り置きしています。
reason-in_hold_until = 返金に備え、クレジットはしばらく保留されます。
reason-under_review = クレジットを確定する前に、この紹介を確認しています。お手続きは不要です。
reason-fraud = この紹介を確認した結果、プログラムの対象外となりました。
reason-refunded = 対象のお支払いは返金されました。
reason-disputed = 対象のお支払いについて、銀行で異議が申し立てられています。結果が出るまでクレジットは保留されます。
reason-dispute_lost = 対象のお支払いは異議申し立てにより返金されました。
reason-friend_canceled = 対象のご契約が早く終了したためです。
reason-referrer_canceled = あなたのご契約が終了し、請求に使われていないクレジットも終了しました。
reason-awaiting_redemption = クレジットはご利用いただけます。お好きなときにお使いください。
reason-waiting_for_stripe_customer = クレジットはあなたのものです。請求が発生すると適用されます。
reason-currency_mismatch = アカウントの請求通貨がこのクレジットと異なります。担当者が確認しています。
reason-posting_refused = クレジットを請求に適用できませんでした。担当者が確認しています。
reason-posted_waiting_next_invoice = クレジットはアカウントにあり、次回の請求から差し引かれます。
reason-being_posted = クレジットを請求に適用しています。
reason-applied_on_invoice = クレジットは請求から差し引かれました。
reason-partly_applied = クレジットの一部が請求から差し引かれました。残りは次回の請求から差し引かれます。
reason-expired = クレジットは期限までに使われず、失効しました。
reason-reversed = クレジットは取り消されました。
reason-nothing_promised = これに対するクレジットはありません。
reason-budget_exhausted = お友だちの登録が成立した時点で、プログラムの予算はすべて使われていました。
reason-cap_reached = プログラムの上限に達しました。
reason-admin_decision = 担当者が決定しました。詳しくはお問い合わせください。
reason-invite_opted_out = 招待は送信されませんでした。
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = 招待を配達できませんでした。
reason-invite_expired = 招待は期限までに承諾されませんでした。
mend-waiting = 有料プランに変更するか、未払い分をお支払いいただくと、クレジットはあなたのものになります。
mend-lost = 有料プランに変更すると、次の紹介からクレジットを獲得できます。

### お知らせの文。

told-earned = { $cause ->
    [signup] { $friend }さんが登録し、{ $amount } を獲得しました
    [paid] { $friend }さんが初めてのお支払いをし、{ $amount } を獲得しました
   *[none] { $friend }さんの紹介で { $amount } を獲得しました
}{ $until ->
    [none] 。
   *[some] （{ $until }まで保留）。
}
told-waiting = { $friend }さんの紹介によるクレジットは保留中です。{ $why }
told-no-credit = { $friend }さんの紹介ではクレジットは付きませんでした。{ $why }
told-friend = ご紹介により、{ $amount } のクレジットを差し上げました。
told-friend-later = ご紹介により、初めてのお支払いのときに { $amount } のクレジットを差し上げます。
told-credit = { $friend ->
    [none] { $amount } のクレジット
   *[some] { $friend }さんの紹介による { $amount } のクレジット
}
told-posted = { told-credit }はアカウントにあり、次回の請求から差し引かれます。
told-canceled = { told-credit }は取り消されました。{ $why }
told-expired = { told-credit }は期限までに使われず、失効しました。
told-reversed = { told-credit }は取り消されました。{ $why }
told-given = { $friend ->
    [none] { $amount } のクレジットが付与されました。
   *[some] { $friend }さんの紹介により { $amount } のクレジットが付与されました。
}
told-taken = { $taken } が差し引かれ、{ told-credit }が残っています。{ $why }
told-reinstated = { told-credit }が戻りました。対象のお支払いが有効と確認されました。
told-applied = { told-credit }は請求 { $invoice } から差し引かれました。

### よくある質問と答え。

faq-amount = 何がもらえますか。
faq-amount-text = { $product } の請求に使えるクレジットです。新しいお客様 1 件につき 1 回で、複数の場合は合算されます。
faq-amount-terms = 規約はこちらです： { $url }
faq-cash = 現金で受け取れますか。
faq-cash-text = いいえ。クレジットは { $product } の請求にのみ使え、現金にはなりません。
faq-instant = クレジットはいつ付きますか。
faq-instant-signup = お友だちが登録するとすぐに付きます。その後のお支払いやプラン変更では付きません。
faq-instant-verified = お友だちが登録してメールアドレスを確認するとすぐに付きます。その後のお支払いやプラン変更では付きません。
faq-instant-paid = お友だちの初めてのお支払いが登録から { days }以内にあれば、そのときに付きます。お試し期間は対象外です。
faq-minimum = お支払いは { $amount } を超える必要があります。
faq-plans = プログラム対象のプランのお支払いである必要があります。
faq-hold = その後 { days }間保留されます。
faq-retention = お友だちがその後 { days }契約を続けない場合、クレジットは失われます。
faq-told = メールとこのページですぐにお知らせします。
faq-friend-paid = お友だちのクレジットは、お友だちの初めてのお支払いのときに付きます。
faq-friend-same = お友だちのクレジットは同時に付きます。
faq-who = 誰がクレジットを獲得できますか。
faq-who-any = お支払いの有無にかかわらず、{ $product } のアカウントをお持ちの方ならどなたでも獲得できます。
faq-who-active = { $product } の有効なアカウントをお持ちの方ならどなたでも獲得できます。
faq-who-paying = 有料のお客様だけです。お試し期間は有料に含まれません。{ $when ->
    [signup] お友だちが登録したとき
    [verified] お友だちがメールアドレスを確認したとき
    [paid] お友だちが初めてのお支払いをしたとき
    [signup-and-verified] お友だちが登録したときと、メールアドレスを確認したとき
   *[signup-and-paid] お友だちが登録したときと、初めてのお支払いをしたとき
}に有料プランである必要があります。{ $count ->
    [none] そうでない場合、クレジットは付きません。
   *[other] そうでない場合、クレジットを { days }間お取り置きし、お支払いが始まるとあなたのものになります。
}
faq-upgrade = プランの変更はこちらです： { $url }
faq-after = 登録した後に紹介できますか。
faq-after-link = いいえ。お友だちは、あなたのリンクを開いてから { days }以内に登録するか、コードを入力する必要があります。{ faq-after-other }
faq-after-accept = いいえ。お友だちは、あなたの招待の承諾ボタンを押してから { days }以内に登録する必要があります。{ faq-after-other }
faq-after-both = いいえ。お友だちは、あなたのリンクを開いてから { days }以内に登録するか、コードを入力するか、あなたの招待の承諾ボタンを押してから { days }以内に登録する必要があります。{ faq-after-other }
faq-after-other = それ以外の登録は、あなたの紹介と確認する方法がありません。
faq-use = クレジットはいつ使えますか。
faq-use-automatic = 次回の請求から自動で差し引かれ、請求書に表示されます。月払いなら翌月、年払いなら翌年の請求です。プラン変更などで先に請求があれば、そこから差し引かれます。{ faq-use-rest }
faq-use-on-request = いつでも使えます。使うと、次回の請求、またはすぐに請求されるプラン変更や追加機能から差し引かれます。年払いで他に請求がなければ、翌年の請求です。{ faq-use-rest }
faq-use-rest = 使い切らなかった分は次の請求に繰り越されます。
faq-void = あなたのご契約が終了すると、紹介クレジットのうち請求に使われていない分も終了します。
faq-redeem = どうやって使いますか。
faq-redeem-automatic = お手続きは不要です。請求から自動で差し引かれます。
faq-redeem-here = このページでお使いになるか、サポートにご依頼ください。
faq-redeem-there = サポートにご依頼いただくか、こちらでお使いください： { $url }
faq-team = チームで使っています。誰の請求から差し引かれますか。
faq-team-text = チームの請求からです。どなたが獲得しても、クレジットは請求先のアカウントのもので、個人のものではありません。
faq-several = 一度に何人も招待できますか。
faq-several-one = いいえ。招待は一度に 1 人で、1 日に { $count } 件まで送れます。
faq-several-many = はい。一度に { $most } 人まで、1 日に { $count } 件まで送れます。
faq-several-self = 招待はご自身のメールソフトから、何人にでも送れます。
faq-several-off = ここから招待は送信されません。
faq-several-link = リンクは何人にでも共有できます。
faq-privacy = 招待した人どうしは互いに見えますか。
faq-privacy-text = いいえ。お一人ずつ別のメールが届き、他の方の名前やアドレスは見えません。
faq-missing = お友だちに招待が届かないのはなぜですか。
faq-missing-known = { $product } のアカウントがある、またはあったアドレスには招待をお送りしません。
faq-missing-asked = 停止を求めた方や、この { days }の間に招待された方にはお送りしません。
faq-missing-spam = それ以外の場合は、迷惑メールフォルダや Gmail の「プロモーション」タブに入っていることがあります。

### メール。

mail-greeting = { $name ->
    [none] こんにちは。
   *[some] { $name }さん、こんにちは。
}
mail-or-open = または、このリンクを開いてください：
mail-terms = 規約
mail-reference = 照会番号： { $reference }
mail-why = このメールが届いた理由：あなたは { $product } の紹介プログラムに参加しており、これはあなたの紹介に関するお知らせです。
mail-why-friend = このメールが届いた理由：あなたは紹介により { $product } に登録し、これはその特典のクレジットに関するお知らせです。
mail-stop-referrals = 紹介に関するメールを停止する
mail-stop-credit = クレジットに関するメールを停止する
mail-stop-friend = 紹介クレジットに関するメールを停止する
mail-stop-reminders = 紹介に関するリマインダーを停止する
mail-stop-invites = ご興味がない場合：今後メールを受け取らない
mail-see-credit = クレジットを見る
mail-redeem = クレジットを使う
mail-refer = お友だちを紹介する
mail-upgrade = プランを変更する
mail-question = その理由

mail-your-credit = { $friend ->
    [none] { $amount } のクレジット
   *[some] { $friend }さんの紹介による { $amount } のクレジット
}
mail-next = { $bill ->
    [team] チームの次回の請求から { $amount } 割引
   *[own] 次回の請求から { $amount } 割引
}
mail-next-annual = { $bill ->
    [team] チームの次回の年間請求から { $amount } 割引
   *[own] 次回の年間請求から { $amount } 割引
}
mail-to-redeem = { $amount } をご利用いただけます
mail-expected = { $about ->
    [none] { "" }
   *[some] { $about }の予定です。
}
mail-next-how = { mail-expected }自動で差し引かれ、請求書に表示されます。
mail-next-annual-how = { mail-expected }自動で差し引かれ、請求書に表示されます。プラン変更や席の追加が先に請求されると、そこから差し引かれます。
mail-to-redeem-how = お好きなときにお使いください。{ mail-redeemed }
mail-redeemed = { $bill ->
    [team] チームの次回の請求、またはすぐに請求されるプラン変更や追加機能から差し引かれます。
   *[own] 次回の請求、またはすぐに請求されるプラン変更や追加機能から差し引かれます。
}
mail-later-next = { $bill ->
    [team] その後、チームの次回の請求から自動で差し引かれ、請求書に表示されます。
   *[own] その後、次回の請求から自動で差し引かれ、請求書に表示されます。
}
mail-later-annual = { $bill ->
    [team] その後、チームの次回の年間請求、または先に請求されるプラン変更や席の追加から自動で差し引かれ、請求書に表示されます。
   *[own] その後、次回の年間請求、または先に請求されるプラン変更や席の追加から自動で差し引かれ、請求書に表示されます。
}
mail-later-redeem = その後、お使いいただけます。{ mail-redeemed }
mail-team = 個人ではなく、チームの請求に適用されます。

invite-intro = { mail-greeting }{ $product } です。{ $first }さんから、次のメッセージをお預かりしました。
invite-button = { $first }さんの招待を受ける
invite-headline = { $referrer }さんが { $product } をおすすめしています
invite-preheader = { $reward ->
    [none] { $referrer }さんからの招待です。
   *[some] { $condition }に、{ $reward }を差し上げます。
}
invite-box = { $reward }を差し上げます
invite-condition = この招待から、{ $condition }に受け取れます。
invite-until = { $until } まで有効です。
invite-why = このメールが届いた理由：{ $referrer }さんが { $product } にあなたのアドレスを入力し、この 1 通をお送りするよう依頼しました。メーリングリストには登録されていません。{ $reward ->
    [none] { "" }
   *[some] あなたが登録すると、{ $first }さんは { $reward }を獲得することがあります。
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] お友だちが { $product } に登録しました。
       *[paid] お友だちが { $product } に初めてのお支払いをしました。
    }
   *[some] { $cause ->
        [signup] { $friend }さんが { $product } に登録しました。
       *[paid] { $friend }さんが { $product } に初めてのお支払いをしました。
    }
}
earned-subject = { $friend ->
    [none] お友だちの紹介で { $amount } のクレジットを獲得しました
   *[some] { $friend }さんの紹介で { $amount } のクレジットを獲得しました
}
earned-headline = { $amount } のクレジットを獲得しました
earned-text = { mail-greeting }よいお知らせです。{ friend-did }
earned-hold = { $amount } を { $until } まで保留しています
earned-hold-signup = 登録に間違いがないことを確認するためです。
earned-hold-paid = 返金に備えるためです。
earned-balance = 利用可能なクレジットの合計： { $amount }

applied-subject = { $bill ->
    [team] { $amount } のクレジットがチームの請求から差し引かれました
   *[own] { $amount } のクレジットが請求から差し引かれました
}
applied-headline = { $amount } のクレジットを使用しました
applied-text = { mail-greeting }{ $friend ->
    [none] クレジットのうち { $amount } が、
   *[some] { $friend }さんの紹介によるクレジットのうち { $amount } が、
}{ $bill ->
    [team] チームの
   *[own] あなたの
}最新の請求から差し引かれました。
applied-box = { $bill ->
    [team] チームの請求から { $amount } 割引
   *[own] 請求から { $amount } 割引
}
applied-how = 請求書に「適用残高」として表示されます。

canceled-subject = { $amount } のクレジットが取り消されました
canceled-headline = { $amount } のクレジットが取り消されました
canceled-text = { mail-greeting }{ mail-your-credit }は、請求に適用される前に取り消されました。

expired-subject = { $amount } のクレジットが失効しました
expired-headline = { $amount } のクレジットが失効しました
expired-preheader = 期限までに使われませんでした。
expired-text = { mail-greeting }{ mail-your-credit }は、期限までに使われず失効しました。
expired-how = このプログラムのクレジットには、規約のとおり利用期限があります。

expiring-subject = { $amount } のクレジットは { $day } に失効します
expiring-headline = { $amount } のクレジットをお早めにお使いください
expiring-text = { mail-greeting }{ mail-your-credit }は、{ $day } までお使いいただけます。
expiring-box = { $amount } は { $day } に失効します
expiring-how = 差し引ける請求がまだありません。有料プランになると、自動で差し引かれます。

given-subject = { $amount } のクレジットはあなたのものです
given-preheader = 担当者が確認しました。
given-text = { mail-greeting }担当者が確認し、{ mail-your-credit }はあなたのものになりました。

posted-subject = { $bill ->
    [team] { $amount } のクレジットがチームの次回の請求から差し引かれます
   *[own] { $amount } のクレジットが次回の請求から差し引かれます
}
posted-headline = { $bill ->
    [team] { $amount } のクレジットがチームのアカウントに入りました
   *[own] { $amount } のクレジットがアカウントに入りました
}
posted-text = { mail-greeting }{ mail-your-credit }が{ $bill ->
    [team] チームの
   *[own] あなたの
}アカウントに入りました。
posted-preheader = { mail-next }。使い切らなかった分は繰り越されます。
posted-rest = 使い切らなかった分は次の請求に繰り越されます。

reinstated-subject = { $amount } のクレジットが戻りました
reinstated-headline = { $amount } のクレジットが戻りました
reinstated-preheader = 対象のお支払いが有効と確認されました。
reinstated-text = { mail-greeting }対象のお支払いが有効と確認され、{ mail-your-credit }が戻りました。

reversed-subject = { $amount } のクレジットが取り消されました
reversed-text = { mail-greeting }{ $friend ->
    [none] ご登録の特典のうち { $amount } が、
   *[some] { $friend }さんの紹介によるクレジットのうち { $amount } が、
}{ $bill ->
    [team] チームの
   *[own] あなたの
}アカウントから差し引かれました。
reversed-rest = すでに請求に使われた分は、そのままです。
reversed-used = すでに請求に使われていたため、アカウントの他のクレジットから差し引かれるか、次回の請求に加算されます。

welcome-headline = { $referrer ->
    [none] ようこそ。{ $product } で使える { $amount } を差し上げます
   *[some] ようこそ。{ $referrer }さんからの { $amount } です
}
welcome-text = { mail-greeting }{ $product } へようこそ。{ $referrer ->
    [none] ご紹介により
   *[some] { $referrer }さんのご紹介により
}、次の特典を差し上げます。
welcome-later = 初めてのお支払いの後に { $amount }

your-friend = { $friend ->
    [none] お友だち
   *[some] { $friend }さん
}
at-risk-subject-lost = { your-friend }のお支払いの前にプランを変更しないと、{ $amount } のクレジットは付きません
at-risk-subject-kept = プランを変更すると、{ your-friend }の紹介による { $amount } のクレジットを受け取れます
at-risk-headline = { $amount } のクレジットには有料プランが必要です
at-risk-text = { mail-greeting }{ your-friend }が { $product } に登録しました。初めてのお支払いまでにあなたのアカウントが有料プランであれば、{ $amount } のクレジットを受け取れます。
at-risk-box = { your-friend }のお支払いの前にプランを変更してください
at-risk-rule = 紹介クレジットを獲得できるのは有料のお客様だけで、あなたのアカウントは現在有料プランではありません。
at-risk-trial = { your-friend }のお試し期間は { $day } に終わります。初めてのお支払いはその直後になることがあります。
at-risk-lost = お支払いが先になると、クレジットは付きません。
at-risk-kept = お支払いが先になった場合、クレジットを { days }間お取り置きします。

not-yet-subject-paid = { your-friend }が初めてのお支払いをすると、{ $amount } のクレジットが付きます
not-yet-subject-verified = { your-friend }がメールアドレスを確認すると、{ $amount } のクレジットが付きます
not-yet-headline = { $amount } のクレジットはもうすぐです
not-yet-text = { mail-greeting }{ your-friend }が { $product } に登録しましたが、成立まであと一歩です。
not-yet-box-paid = { your-friend }が初めてのお支払いをすると { $amount } のクレジット
not-yet-box-verified = { your-friend }がメールアドレスを確認すると { $amount } のクレジット
not-yet-how-paid = お試し期間は対象外です。
not-yet-how-verified = ひと言お声がけいただくとよいかもしれません。
not-yet-until = { $until } まで有効です。

digest-subject = { $month }の紹介：{ digest-summary }
digest-headline = { $month }の紹介
digest-text = { mail-greeting }{ $month }の紹介の結果です。
digest-friends = { $count } 人が登録
digest-summary = { $count ->
    [0] { $earned ->
        [none] クレジットに動きがありました
       *[some] { $earned } を獲得
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }、{ $earned } を獲得
    }
}
digest-earned = 獲得： { $amount }
digest-bill = 請求に適用： { $amount }
digest-expired = 失効： { $amount }
digest-canceled = 取り消し： { $amount }

no-credit-subject = { $friend ->
    [none] 紹介のクレジットが付かなかった理由
   *[some] { $friend }さんの紹介でクレジットが付かなかった理由
}
no-credit-headline = { $friend ->
    [none] 紹介のクレジットは付きませんでした
   *[some] { $friend }さんの紹介ではクレジットは付きませんでした
}
no-credit-question = その理由
no-credit-waiting-subject = { $friend ->
    [none] 紹介による { $amount } のクレジットは保留中です
   *[some] { $friend }さんの紹介による { $amount } のクレジットは保留中です
}
no-credit-waiting-headline = { $amount } のクレジットは保留中です
no-credit-waiting-question = 保留の理由
no-credit-text = { mail-greeting }{ friend-did }
no-credit-until = 期限は { $until } です。

terms-subject = { $until } まで：{ $offer }
terms-headline = 紹介の規約がまもなく変わります
terms-text = { mail-greeting }{ $product } の紹介プログラムの規約が変わります。それまでに登録したお友だちには、現在の規約が適用されます。
terms-box = { $until } まで：{ $offer }。
terms-then = { $then ->
    [none] その後は別の規約が適用されます。金額は変わりません。
   *[some] その後：{ $then }。
}

unused-subject = { $product } の紹介リンクが最初のお友だちを待っています
unused-headline = 紹介リンクの準備ができています
unused-text = { mail-greeting }紹介リンクを作成されましたが、まだ登録した方はいません。お友だちへの連絡にそのまま使えます。
unused-box = { $offer }。
unused-link = あなたのリンク： { $url }

### 招待のページ。

landing-title = { $product } への招待です
landing-heading = { $inviter ->
    [none] お知り合いから { $product } への招待です
   *[some] { $inviter }さんから { $product } への招待です
}
landing-who = { $inviter ->
    [none] お知り合い
   *[some] { $inviter }さん
}
landing-credit = { $amount } のクレジットを差し上げます
landing-when = { $condition }に受け取り、請求に使えます。
landing-until = この特典は { $until } まで有効です。
landing-terms = 特典の規約
landing-accept = 招待を受けて登録する
landing-next = この後の流れ
landing-button = ボタンを押すと { $product } の登録ページに進みます。承諾したことは{ landing-who }に見えます。
landing-new = この特典は { $product } の新しいお客様向けです。
landing-earns = あなたが登録すると、{ landing-who }は { $amount } のクレジットを獲得することがあります。
landing-address = この招待をお送りするため、{ landing-who }があなたのアドレスを入力しました。アドレスがこのリンクで渡されることはなく、別のアドレスでも登録できます。
landing-forwarded = この招待は転送されたものですか。あなたにもお使いいただけます。
landing-plain = 招待を使わずに登録する
landing-sign-up = 登録する
landing-description = { $credit ->
    [none] { $product } に登録しましょう。
   *[some] { $credit }。{ $lines }
}
landing-paused = この特典は休止中です
landing-paused-text = 招待は現在休止しています。数日後にもう一度お越しいただくか、特典なしで今すぐ登録できます。
landing-expired = この招待は期限が切れました
landing-expired-text = { $inviter ->
    [none] 新しい招待を頼むか、招待を使わずに登録できます。
   *[some] { $inviter }さんに新しい招待を頼むか、招待を使わずに登録できます。
}
landing-over = この特典は終了しました
landing-over-text = 紹介プログラムは終了しましたが、登録はできます。
landing-withdrawn = この招待は取り消されました
landing-withdrawn-text = 招待は無効になりましたが、登録はできます。
landing-unknown = リンクが不完全です
landing-unknown-text = 一部が欠けているか、途中で変わっています。メールから招待をもう一度開くか、招待を使わずに登録してください。
landing-unavailable = 現在このページは使えません
landing-unavailable-text = 少し待ってからもう一度お試しください。招待は失われません。
landing-customer = すでに { $product } をお使いです
landing-customer-text = { $inviter ->
    [none] この特典は新しいアカウント向けで、あなたにはすでにアカウントがあります。それでも、お知り合いにお礼を伝えてはいかがでしょうか。あなたも紹介できます。
   *[some] この特典は新しいアカウント向けで、あなたにはすでにアカウントがあります。それでも、{ $inviter }さんにお礼を伝えてはいかがでしょうか。あなたも紹介できます。
}
landing-customer-again = ご自身のアカウントでない場合や、別のアカウントが必要な場合も、登録はできます。
landing-own = これはあなたの招待です
landing-own-text = お友だちには、承諾ボタンの付いたこのページが見えます。ご自身の紹介ではクレジットは付かないため、ここにボタンはありません。

### メールを停止するページ。

stop-title = { $product } からのメール
stop-partial = リンクが不完全です。
stop-partial-text = 一部が欠けているようです。メールのリンクをもう一度開くか、全体をコピーしてください。
stop-done = 完了しました。
stop-done-chosen = 今後は、下で選んだものが届きます。
stop-done-nothing = このアドレスにメールは届きません。
stop-done-invites = 今後、どなたの依頼でも { $product } からこのアドレスに招待をお送りすることはありません。
stop-done-notifications = 今後、紹介に動きがあっても { $product } からメールはお送りしません。クレジットはそのままで、「紹介プログラム」のページで確認できます。
stop-done-reminders = 今後、{ $product } からリマインダーはお送りしません。
stop-ask-invites = 今後 { $product } への招待を受け取らないようにしますか。
stop-ask-invites-text = ボタンを押すと、どなたも { $product } からこのアドレスに招待を送れなくなります。
stop-ask-invites-button = 今後メールを受け取らない
stop-ask-notifications = 紹介に関するメールを停止しますか。
stop-ask-notifications-text = ボタンを押すと、動きがあっても { $product } からメールはお送りしません。クレジットはそのままで、「紹介プログラム」のページで確認できます。
stop-ask-notifications-button = このメールを停止する
stop-ask-reminders = リマインダーを停止しますか。
stop-ask-reminders-text = ボタンを押すと、クレジットの失効前などのリマインダーは { $product } から届かなくなります。獲得のお知らせは引き続き届きます。
stop-ask-reminders-button = リマインダーを停止する
stop-stopped-invites = このアドレスに招待は届きません。
stop-stopped-invites-text = 停止済みです。どなたの依頼でも、{ $product } からこのアドレスに招待をお送りすることはありません。
stop-stopped-notifications = 紹介に関するメールは届きません。
stop-stopped-reminders = リマインダーは届きません。
stop-stopped-text = 停止済みです。下で選び直せます。
stop-impossible = このアドレスにメールは届きません。
stop-impossible-text = メールが戻ってきたか、迷惑メールとして報告されました。間違いの場合は、{ $product } のサポートにご連絡ください。
stop-choose = 受け取るものを選ぶ
stop-news = お知らせ
stop-news-what = お友だちの登録、クレジットの獲得、請求への適用のとき。
stop-reminders = リマインダー
stop-reminders-what = クレジットが失効する前や、お手続きが必要なとき。
stop-save = 選択を保存する
stop-all = すべて停止する場合
stop-all-text = お知らせ、リマインダー、どなたからの招待も含め、{ $product } の紹介プログラムからは何も届かなくなります。
stop-all-stranger = 今後お客様になられても、獲得したクレジットのお知らせは届きません。
stop-all-button = すべて停止する

### 現在の状況の理由。

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] あなたは登録しました
       *[some] あなたは{ $signed }に登録しました
    }
   *[referrer] { $signed ->
        [none] { Your-friend }が登録しました
       *[some] { Your-friend }が{ $signed }に登録しました
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] あなたは初めてのお支払いをしました
       *[some] あなたは{ $qualified }に初めてのお支払いをしました
    }
   *[referrer] { $qualified ->
        [none] { Your-friend }が初めてのお支払いをしました
       *[some] { Your-friend }が{ $qualified }に初めてのお支払いをしました
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] お友だち
   *[some] { $friend }さん
}
Your-credit = { $amount ->
    [none] クレジット
   *[some] { $amount } のクレジット
}
your-credit = { $amount ->
    [none] クレジット
   *[some] { $amount } のクレジット
}
next-invoice = { $about ->
    [none] 次回の請求
   *[some] { $interval ->
        [year] 次回の年間請求（{ $about }ごろ）
       *[other] 次回の請求（{ $about }ごろ）
    }
}
two-sentences = { $one }。{ $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }が、お友だちのリンクからではなかったため、どなたの紹介にもなりませんでした。
    [accept] { did-sign-up }が、招待の承諾ボタンからではなかったため、どなたの紹介にもなりませんでした。
   *[both] { did-sign-up }が、お友だちのリンクからでも招待の承諾ボタンからでもなかったため、どなたの紹介にもなりませんでした。
}
text-attribution_window_passed = { did-sign-up }が、リンクや招待から訪問して { days }を過ぎていたため、紹介として確認できませんでした。
text-already_referred = あなたのアカウントは以前に紹介されています。アカウントごとに 1 回が対象です。
text-existing_account = この特典は新しいお客様向けで、今回の登録は新規として扱われませんでした。
text-self_referral = { did-sign-up }が、ご自身のリンクまたは招待からでした。ご自身の紹介ではクレジットは付きません。
text-same_account = { did-sign-up }が、ご自身のアカウントのリンクまたは招待からでした。別のアカウントの登録が対象です。
text-program_inactive = { did-sign-up }。そのとき紹介プログラムが実施されていなかったか、紹介した方がすでに参加していませんでした。
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }が、メールアドレスの確認がまだです。確認されると、{ Your-credit }が付きます。
   *[referrer] { did-sign-up }が、メールアドレスの確認がまだです。確認されると、{ Your-credit }が付きます。
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up }が、お支払いはまだです。{ Your-credit }は、初めてのお支払いのときに付きます。お試し期間は対象外です。
   *[referrer] { did-sign-up }が、お支払いはまだです。{ Your-credit }は、初めてのお支払いのときに付きます。お試し期間は対象外です。
}
text-on_own_trial = { did-sign-up }。お試し期間は { $trial } までです。{ Your-credit }は、初めてのお支払いのときに付きます。
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up }が、お支払いはまだです。0 円の請求は対象外です。{ Your-credit }は、初めてのお支払いのときに付きます。
   *[referrer] { did-sign-up }が、お支払いはまだです。0 円の請求は対象外です。{ Your-credit }は、初めてのお支払いのときに付きます。
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }。{ Your-credit }は、お支払いが初めて{ the-minimum }を超えたときに付きます。まだありません。
   *[referrer] { did-sign-up }。{ Your-credit }は、お支払いが初めて{ the-minimum }を超えたときに付きます。まだありません。
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }。{ Your-credit }は、プログラム対象プランの初めてのお支払いのときに付きます。まだお支払いがありません。
   *[referrer] { did-sign-up }。{ Your-credit }は、プログラム対象プランの初めてのお支払いのときに付きます。まだお支払いがありません。
}
the-minimum = { $minimum ->
    [none] プログラムの最低額
   *[some] { $minimum }
}
text-window_passed_signup = { did-sign-up }が、{ $ended ->
    [none] 期限までに
   *[some] { $ended }までに
}メールアドレスが確認されなかったため、クレジットは付きませんでした。
text-window_passed_paid = { did-sign-up }が、{ $ended ->
    [none] 期限までに
   *[some] { $ended }までに
}対象となるお支払いがなかったため、クレジットは付きませんでした。
text-nothing_promised = { $side ->
    [friend] このプログラムのクレジットは紹介した方のもので、紹介された方には付きません。
   *[referrer] { did-qualify }。このプログラムのクレジットは、紹介された方にのみ付きます。
}
text-not_open = { did-qualify }。紹介クレジットを獲得できるのは有効なアカウントだけで、対象となる時点であなたのアカウントは有効ではありませんでした。
text-referrer_not_paying_at_instant = { did-qualify }。紹介クレジットを獲得できるのは有料のお客様だけで、対象となる時点であなたのアカウントは有料プランではありませんでした。
text-kept_until = { your-credit }は { $since } までお取り置きしていました。
text-waiting_for_referrer_to_pay = { did-qualify }。紹介クレジットを獲得できるのは有料のお客様だけで、あなたのアカウントはまだ有料プランではありません。{ your-credit }はお取り置きしています。
text-waiting_overdue = { did-qualify }。紹介クレジットを獲得できるのは有料のお客様だけで、あなたのアカウントはお支払いが遅れています。{ your-credit }はお取り置きしています。
text-in_hold_until = { did-qualify }。お支払いが戻る場合に備え、{ your-credit }は{ $next ->
    [none] { "" }
   *[some] { $next }まで
}保留されています。
text-disputed = { your-credit }の対象のお支払いについて、銀行で異議が申し立てられています。失われるものはありません。結果が出るまで保留されます。
text-refunded = { $since ->
    [none] { Your-credit }は終了しました。対象のお支払いが返金されたためです。
   *[some] { Your-credit }は{ $since }に終了しました。対象のお支払いが返金されたためです。
}
text-dispute_lost = { $since ->
    [none] { Your-credit }は終了しました。対象のお支払いが異議申し立てにより返金されたためです。
   *[some] { Your-credit }は{ $since }に終了しました。対象のお支払いが異議申し立てにより返金されたためです。
}
text-friend_canceled = { $since ->
    [none] { Your-credit }は終了しました。対象のご契約が、初めてのお支払いから { days }続かなかったためです。
   *[some] { Your-credit }は{ $since }に終了しました。対象のご契約が、初めてのお支払いから { days }続かなかったためです。
}
text-referrer_canceled = { $since ->
    [none] { Your-credit }は終了しました。あなたのご契約が終了し、請求に使われていないクレジットも終了するためです。
   *[some] { Your-credit }は{ $since }に終了しました。あなたのご契約が終了し、請求に使われていないクレジットも終了するためです。
}
text-reversed = { $since ->
    [none] { Your-credit }は取り消されました。対象のお支払いが返金されたためです。
   *[some] { Your-credit }は{ $since }に取り消されました。対象のお支払いが返金されたためです。
}
text-reversed_dispute = { $since ->
    [none] { Your-credit }は取り消されました。対象のお支払いが異議申し立てにより返金されたためです。
   *[some] { Your-credit }は{ $since }に取り消されました。対象のお支払いが異議申し立てにより返金されたためです。
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit }は取り消されました。対象のご契約が、初めてのお支払いから { days }続かなかったためです。
   *[some] { Your-credit }は{ $since }に取り消されました。対象のご契約が、初めてのお支払いから { days }続かなかったためです。
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit }は取り消されました。あなたのご契約が終了し、請求に使われていないクレジットも終了するためです。
   *[some] { Your-credit }は{ $since }に取り消されました。あなたのご契約が終了し、請求に使われていないクレジットも終了するためです。
}
text-reversed_used = それまでに請求で使われた { $used } は、ひとまずそのままです。担当者が確認しています。
text-reversed_used_stays = それまでに請求で使われた { $used } は、そのままです。
text-expired = { $since ->
    [none] { Your-credit }は期限までに使われず、失効しました。
   *[some] { Your-credit }は期限までに使われず、{ $since }に失効しました。
}
text-awaiting_redemption = { did-qualify }。{ your-credit }をご利用いただけます。
text-waiting_for_stripe_customer = { Your-credit }はあなたのものです。請求が発生すると適用されます。
text-being_posted = { Your-credit }を請求に適用しています。
text-posted_waiting_next_invoice = { did-qualify }。{ Your-credit }は{ $since ->
    [none] { "" }
   *[some] { $since }から
}アカウントの残高にあり、{ next-invoice }から差し引かれます。
text-use = { $day }に { $used } が請求 { $invoice } から差し引かれました
text-applied_on_invoice = { $uses }。
text-partly_applied = { $uses }。残りの { $open } は{ next-invoice }から差し引かれます。
text-currency_mismatch = { Your-credit }はあなたのものですが、アカウントの請求通貨が異なるため、請求に適用できませんでした。
text-posting_refused = { Your-credit }はあなたのものですが、請求に適用できませんでした。
text-an_invoice = （番号なし）

invite-told-bounced = { $made }の招待は配達できませんでした。
invite-told-expired = { $made }の招待は { $ended }までに承諾されず、期限が切れました。
invite-told-too-late = 招待は{ $accepted }に承諾されましたが、期限までに登録がありませんでした。
invite-told-accepted = 招待は{ $accepted }に承諾されましたが、まだ登録がありません。
invite-told-waiting = { $made }の招待です。まだ登録がありません。

change-evidence = お友だちの紹介で登録された場合は、使われたリンクまたは招待を添えてサポートにご連絡ください。確認いたします。
change-verification = { $last ->
    [none] アドレスの確認が必要です。
   *[some] { $last }までにアドレスの確認が必要です。
}
change-payment = { $last ->
    [none] お支払いが必要です。
   *[some] { $last }までにお支払いが必要です。
}
at-upgrade = { $upgrade ->
    [none] 。
   *[some] ： { $upgrade }
}
change-own-payment = 有料プランを選ぶと、あなたのものになります{ at-upgrade }
change-included-plan = プログラム対象のプランを選ぶと、あなたのものになります{ at-upgrade }
change-not-paying = 有料プランに変更すると、次の紹介からクレジットを獲得できます{ at-upgrade }
change-overdue = { $last ->
    [none] 未払い分をお支払いいただくと、あなたのものになります。
   *[some] { $last }までに未払い分をお支払いいただくと、あなたのものになります。
}
change-waiting = { $last ->
    [none] 有料プランに変更すると、あなたのものになります{ at-upgrade }
   *[some] { $last }までに有料プランに変更すると、あなたのものになります{ at-upgrade }
}
change-passes = お手続きは不要です。自然に解決します。
change-stays = { $side ->
    [friend] { $stays }まで契約をお続けください。ほかのお手続きは不要です。
   *[referrer] お友だちが{ $stays }まで契約を続ける必要があります。お手続きは不要です。
}
change-disputed = 銀行がお支払いを有効と判断すればクレジットは続き、そうでなければ終了します。お手続きは不要です。
change-refunded = 返金が成立しなければ、クレジットは自動で戻ります。
change-dispute-lost = 判断が変われば、クレジットは自動で戻ります。
change-reversed = お支払いが再び行われれば、クレジットも自動で戻ります。
change-next-friend = 次の紹介でクレジットを獲得できます。
change-plan = 有料プランを選ぶと、請求から差し引かれます{ at-upgrade }
change-posted = お手続きは不要です。プラン変更などで先に請求があれば、そこから差し引かれます。チームの場合はチームの請求から差し引かれます。
change-mistake = お心当たりがない場合は、サポートにご連絡ください。
change-staff = 担当者が確認しています。お手続きは不要です。
change-refer = あなたも紹介できます。新しいお客様が対象です。
change-lost-at-signup = 登録の時点であなたのアカウントは有料プランではなかったため、この紹介ではクレジットは付きません。
change-kept-at-signup = 登録の時点であなたのアカウントは有料プランではありませんでした。お友だちのお支払いの後 { days }間クレジットをお取り置きし、あなたのお支払いが始まるとあなたのものになります{ at-upgrade }
change-lost-unless = 獲得できるのは有料のお客様だけで、あなたのアカウントは有料プランではありません。お友だちのお支払いの前に変更しないと、クレジットは付きません{ at-upgrade }
change-kept-unless = 獲得できるのは有料のお客様だけで、あなたのアカウントは有料プランではありません。遅くともお友だちのお支払いから { days }以内に変更してください{ at-upgrade }
change-redeem = { $redeem ->
    [none] ご自身でお使いになるか、サポートにご依頼いただくと
   *[some] { $redeem } でお使いになるか、サポートにご依頼いただくと
}、次回の請求、またはすぐに請求されるプラン変更や追加機能から差し引かれます。当社の請求にのみ使え、現金にはなりません。{ $last ->
    [none] { "" }
   *[some] { $last }までにお使いください。その後は失効します。
}
change-invite-address = アドレスに間違いがないか確認し、正しいアドレスに招待してください。
change-invite-again = もう一度招待できます。
change-invite-signup = あとはお友だちが { $last }までに登録するだけです。
change-invite-spam = お友だちが見つけられない場合は、迷惑メールフォルダや Gmail の「プロモーション」タブに入っていることがあります。{ $known ->
    [none] 停止を求めた方や、この { days }の間に招待されたアドレスにはお送りしません。
   *[some] 当社のアカウントがある、またはあったアドレス、停止を求めた方や、この { days }の間に招待されたアドレスにはお送りしません。
}{ $last ->
    [none] { "" }
   *[some] { $last }まで承諾できます。
}

once-signup = 登録に対するものです。その後のお支払いやプラン変更では付きません。
once-paid = 初めてのお支払いに対するもので、1 回です。
promised = { $side ->
    [friend] { $event ->
        [paid] あなたが{ $qualified }に初めてのお支払いをしたとき、
       *[signup] あなたが{ $signed }に登録したとき、
    }
   *[referrer] { $event ->
        [paid] { your-friend }が{ $qualified }に初めてのお支払いをしたとき、
       *[signup] { your-friend }が{ $signed }に登録したとき、
    }
}プログラムの約束は { $amount } でした{ $ended ->
    [none] 。
   *[some] （{ $ended }まで）。
}その後の変更は影響しません。

reply-greeting = { $name ->
    [none] こんにちは。
   *[some] { $name }さん、こんにちは。
}
