### As palavras das páginas e dos e-mails, com “você”. As chaves são as de en.ftl.

page-title = Indique e ganhe
page-skip = Ir para o conteúdo
page-back = Voltar para { $product }
sandbox = Modo de teste: aqui nada é dinheiro de verdade.

headline-both = Dê { $friend }, ganhe { $referrer }
headline-referrer = Ganhe { $referrer } por indicação
headline-friend = Dê { $friend } aos seus contatos
headline-none = Indique { $product }

terms = Regras do programa
state-ended = Seu link ainda serve para se cadastrar, mas não rende mais crédito.
state-paused = Seu link ainda serve para se cadastrar. Avisaremos aqui quando voltar a render crédito.
eligible-needed = Só clientes pagantes ganham crédito, e sua conta ainda não está em um plano pago. Você já pode compartilhar; mude de plano e você ganha.
eligible-upgrade = Mudar de plano
eligible-unknown = Ainda não conhecemos sua conta. Seu link funciona; os convites por e-mail chegam quando { $product } nos falar de você.

how = Como funciona
link-step-share = Compartilhe seu link.
link-step-accept = Convide seus contatos por e-mail a partir de { $product }.
link-step-signup = Seu contato se cadastra.
link-step-paid = Seu contato se cadastra e faz um primeiro pagamento.
link-step-bill = Você recebe { $amount } em crédito, descontado sozinho da sua fatura.
link-step-redeem = Você recebe { $amount } em crédito e usa na sua fatura quando quiser.
link-step-nothing = Seu contato recebe { $amount } em crédito.

link = Seu link
link-make = Gerar meu link
link-none = Você ainda não tem um link. Basta um clique, e ele é seu para sempre.
link-copy = Copiar
link-copied = Copiado
link-select = Pressione Ctrl+C ou ⌘C para copiar: ele está selecionado.
link-share = Compartilhar…
link-made = Este é o seu link. Compartilhe como quiser.
link-label = Seu link pessoal
link-code = Escolher meu próprio código
link-code-label = Seu código
link-code-save = Usar este código
link-code-chosen = Pronto. Seu link tem o novo código, e o anterior continua funcionando.
link-code-free = { $code } está livre.
link-code-taken = { $code } já está em uso. Tente outro.
link-code-refused = { $code } não pode ser escolhido por ninguém. Tente outro.
link-code-own = Seu link tem este código.
link-code-next = Você poderá escolher outro código a partir de { $date }.
link-code-rule = Um código tem de { $least } a { $most } letras de a a z e algarismos, com hifens entre eles.
link-code-note = Você pode mudá-lo uma vez a cada 30 dias; os links que já compartilhou continuam funcionando.
qr = QR code
qr-alt = QR code do seu link
qr-download = Baixar como SVG
networks = Compartilhar no
networks-new = { $network } (abre uma nova aba)

balance = Seu crédito
balance-none = Ainda não há crédito. Ele aparece aqui assim que uma indicação contar.
balance-available = Disponível
balance-pending = Pendente
balance-at-stripe = Na sua próxima fatura
balance-used = Usado em faturas
balance-team = O crédito é da sua conta: é descontado da fatura da conta, seja quem for que o ganhou.
balance-next = Ele é descontado sozinho da sua próxima fatura, prevista para { $date }.
balance-soon = Ele é descontado sozinho da sua próxima fatura.
balance-redeem = Usar meu crédito
balance-redeem-note = Ele é descontado da sua próxima fatura, ou de uma mudança de plano cobrada na hora.
balance-redeemed = Pronto. Ele será descontado da sua próxima fatura.
credit-pending-until = { $amount }, até { $date }
credit-waiting = O que está pendente, e por quê

referrals = Suas indicações
referrals-none = Ninguém ainda. Aqui você vê cada contato que se cadastrar e o que aconteceu.
referrals-friend = Contato
referrals-since = Cadastro
referrals-status = Situação
why = Por quê?
why-since = Desde
why-next = Próxima data
why-rule = O que decide
rule-invite = o convite
rule-attribution = como seu contato chegou
rule-qualification = o que seu contato precisa fazer
rule-amount = o que o programa promete
rule-eligibility = quem pode ganhar
rule-cap = os limites do programa
rule-hold = o tempo de retenção
rule-payment = o pagamento do seu contato
rule-redemption = o pedido de uso do crédito
rule-staff = nossa equipe
rule-posting = o caminho até sua fatura
rule-invoice = suas faturas
more = Mostrar todos os { $count }

progress-invited = Convidado
progress-accepted = Aceito
progress-signed-up = Cadastrado
progress-paid = Pago
progress-rewarded = Premiado
progress-not-eligible = Não conta
progress-expired = Expirado
progress-not-delivered = Não entregue

news = Novidades
news-none = Nada ainda. Avisamos aqui e por e-mail quando um contato entrar ou você ganhar algo.
news-unread = { $count ->
    [one] { $count } nova
   *[other] { $count } novas
}
news-new = Novo:
news-seen = Marcar tudo como lido
news-preferences = Escolher quais e-mails você recebe

invites = Convidar por e-mail
invites-to = Endereços dos seus contatos
invites-to-hint-one = Um endereço, como bo@example.com ou Bo Kim <bo@example.com>.
invites-to-hint = Até { $count } de uma vez. Cole quantos quiser, separados por vírgula, ponto e vírgula ou linha nova. Cada pessoa recebe a própria mensagem.
invites-message = Sua mensagem
invites-message-hint = Texto simples de no máximo 1.000 caracteres. {"{"}friend_name{"}"} vira o nome do seu contato. Links e telefones são recusados; o botão com seu link vai abaixo das suas palavras.
invites-message-fixed = É isto que enviamos; neste programa não pode ser mudado.
invites-reset = Voltar ao original
invites-subject = Assunto
invites-preview = Prévia
invites-look-light = Claro
invites-look-dark = Escuro
invites-look-text = Só texto
invites-preview-title = O convite como seu contato o verá
invites-send = Enviar convites
invites-left = { $count ->
    [0] Você enviou todos os convites de hoje. Amanhã poderá enviar mais.
    [one] Mais { $count } convite hoje.
   *[other] Mais { $count } convites hoje.
}
invites-again = Escreva a quem você conhece: escrevemos para o mesmo endereço no máximo uma vez em 30 dias, seja quem for que peça.
invites-need-name = { $product } ainda não nos disse seu nome, e seu contato precisa saber quem escreve.
invites-need-link = Gere seu link primeiro: o convite o leva junto.
invites-own-mail = Escrever no meu programa de e-mail
invites-sent = { $count ->
    [one] { $count } convite está a caminho.
   *[other] { $count } convites estão a caminho.
}
invites-refused = Ainda não enviado: veja o que está marcado abaixo.
invites-result = A caminho
invites-known = Não recebe convite quem pediu para não receber ou já é cliente. Não dizemos quem.
invites-remove = Remover { $address }
invites-list = Convites das últimas semanas
invites-address = Endereço
invites-day = Enviado

privacy = O que guardamos sobre seu contato
privacy-text = O endereço que você digita, até 30 dias depois que o convite expirar ou seu contato pedir para parar; depois disso, só uma impressão dele, para que ninguém receba de novo. Você vê só primeiros nomes, e ninguém mais vê quem você convida.
zone = Os dias são os do fuso horário { $zone }.

faq = Perguntas e respostas

trouble-expired = Sua sessão terminou
trouble-expired-text = Para sua segurança, esta página fecha depois de uma hora. Abra “Indique e ganhe” em { $product } de novo e você estará de volta.
trouble-used = Este link já foi usado
trouble-used-text = Um link para esta página funciona uma vez, por um minuto. Abra “Indique e ganhe” em { $product } de novo.
trouble-origin = Isso não veio desta página
trouble-origin-text = Para sua segurança, nada foi feito. Abra a página de novo e aperte o botão lá.
trouble-busy = Um momento, por favor
trouble-busy-text = Foi um pouco demais de uma vez. Espere um minuto e recarregue a página; nada se perde.
trouble-down = Não podemos mostrar isto agora
trouble-down-text = Seu link continua funcionando e seu crédito está seguro: pode atrasar, mas nunca se perde. Tente de novo em um minuto.
trouble-program = Ainda não há programa
trouble-program-text = { $product } ainda não começou o programa de indicações. Volte mais tarde.
trouble-stranger = Sua conta ainda não é conhecida aqui
trouble-stranger-text = { $product } ainda não nos falou de você. Pergunte ao suporte e volte mais tarde.
trouble-reload = Recarregar a página
trouble-open = Abrir “Indique e ganhe”

js-offline = Você está sem conexão. O que você vê é de antes.
js-ended = Sua sessão terminou. Abra “Indique e ganhe” de novo.

### Dias e valores.

month-name = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
day = { $day } de { month-name } de { $year }
month = { month-name } de { $year }
until = { $date }, { $time } { $zone }
days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
amounts-and = { $one } e { $other }
amounts-or = { $one } ou { $other }
a-friend = um contato
no-name = Alguém que você conhece
credit-amount = { $amount } em crédito
credit-word = crédito
friend-name-unknown = tudo bem

### O que um programa promete.

offer-both = você recebe { $referrer } e seu contato recebe { $friend }
offer-referrer = você recebe { $referrer }
offer-friend = seu contato recebe { $friend }
offer-none = não há crédito
cause-signup = { $day ->
    [none] quando seu contato se cadastra
   *[some] quando seu contato se cadastra até { $day }
}
cause-paid = { $day ->
    [none] quando seu contato faz um primeiro pagamento
   *[some] quando seu contato faz um primeiro pagamento até { $day }
}
cause-paid-after-signup = quando um contato que se cadastra até { $day } faz um primeiro pagamento
promise = { $offer } { $cause }.
promise-until = { $offer } { $cause }; depois, { $then }.
program-draft = O programa ainda não começou.
program-paused = O programa está em pausa: um cadastro não rende crédito no momento.
program-ended = O programa terminou: um cadastro não rende mais crédito.
program-ended-paid = O programa terminou: só contatos já cadastrados ainda podem render crédito a você.
friend-gets-signup = ao se cadastrar
friend-gets-verified = ao se cadastrar e confirmar seu endereço
friend-gets-paid = com seu primeiro pagamento
share-subject = Experimente { $product }
invite-subject-plain = { $referrer } convida você para { $product }

### Por que um crédito não está lá.

reason-awaiting_signup = Ninguém se cadastrou com este convite ainda.
reason-not_via_link_or_accept = O cadastro não veio pelo seu link nem pelo botão do seu convite, então não pôde ser ligado a você.
reason-attribution_window_passed = Passou tempo demais entre a visita pelo seu link e o cadastro.
reason-already_referred = Outra indicação veio antes.
reason-existing_account = A oferta é para clientes novos, e este cadastro não contou como tal.
reason-former_account = { reason-existing_account }
reason-self_referral = Indicar a si mesmo não rende crédito.
reason-same_account = Quem entra na sua própria conta não rende crédito.
reason-program_inactive = O programa de indicações não estava ativo naquele momento.
reason-awaiting_email_verification = Seu contato ainda precisa confirmar o endereço de e-mail. Então o crédito chega.
reason-on_trial = O crédito chega com o primeiro pagamento do seu contato; um teste não conta.
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = O crédito chega com seu próprio primeiro pagamento; um teste não conta.
reason-zero_amount_invoice = O crédito chega com o primeiro pagamento do seu contato; uma fatura de zero não conta.
reason-below_minimum = O crédito chega com o primeiro pagamento do seu contato acima do mínimo do programa.
reason-plan_not_included = O crédito chega com o primeiro pagamento de um plano que o programa inclui.
reason-qualification_window_passed = O primeiro pagamento do seu contato chegou tarde demais.
reason-referrer_not_paying_at_instant = Só clientes pagantes ganham crédito por indicação, e sua conta não estava em um plano pago na hora que conta.
reason-waiting_for_referrer_to_pay = Só clientes pagantes ganham crédito por indicação, e sua conta ainda não está em um plano pago ou tem um pagamento atrasado. Guardamos o crédito para você.
reason-in_hold_until = O crédito fica retido por um tempo, para o caso de um reembolso.
reason-under_review = Estamos vendo esta indicação antes de liberar o crédito. Você não precisa fazer nada.
reason-fraud = Vimos esta indicação, e o programa não paga por ela.
reason-refunded = O pagamento correspondente foi reembolsado.
reason-disputed = O pagamento correspondente está em disputa no banco. O crédito espera a decisão.
reason-dispute_lost = O pagamento correspondente foi disputado e devolvido.
reason-friend_canceled = A assinatura correspondente terminou cedo demais.
reason-referrer_canceled = Sua assinatura terminou, e com ela o que nenhuma fatura tinha usado deste crédito.
reason-awaiting_redemption = O crédito é seu: use quando quiser.
reason-waiting_for_stripe_customer = O crédito é seu. Ele vai para a sua fatura assim que você tiver uma.
reason-currency_mismatch = Sua conta é cobrada em outra moeda que este crédito. Nossa equipe está vendo.
reason-posting_refused = O crédito não pôde ser posto na sua fatura. Nossa equipe está vendo.
reason-posted_waiting_next_invoice = O crédito está na sua conta e será descontado da próxima fatura.
reason-being_posted = O crédito está a caminho da sua fatura.
reason-applied_on_invoice = O crédito foi descontado da sua fatura.
reason-partly_applied = Parte do crédito foi descontada da sua fatura; o resto será da próxima.
reason-expired = O crédito não foi usado a tempo e expirou.
reason-reversed = O crédito foi retirado.
reason-nothing_promised = O programa não dá crédito por isso.
reason-budget_exhausted = O programa já tinha dado tudo o que podia quando o cadastro do seu contato contou.
reason-cap_reached = Você atingiu o máximo que o programa dá.
reason-admin_decision = Nossa equipe decidiu assim. Pergunte, se quiser saber mais.
reason-invite_opted_out = O convite não foi enviado.
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = O convite não pôde ser entregue.
reason-invite_expired = O convite não foi aceito a tempo.
mend-waiting = Mude para um plano pago, ou pague o que está atrasado, e o crédito é seu.
mend-lost = Mude para um plano pago, e sua próxima indicação rende crédito.

### Novidades.

told-earned = { $cause ->
    [signup] { $friend } se cadastrou: você ganhou { $amount }
    [paid] { $friend } fez um primeiro pagamento: você ganhou { $amount }
   *[none] Você ganhou { $amount } por indicar { $friend }
}{ $until ->
    [none] .
   *[some] , retido até { $until }.
}
told-waiting = Seu crédito por indicar { $friend } está em espera. { $why }
told-no-credit = { $friend } não rendeu crédito a você. { $why }
told-friend = Você foi indicado, e { $amount } em crédito são seus.
told-friend-later = Você foi indicado, e { $amount } em crédito chegam com seu primeiro pagamento.
told-credit = { $friend ->
    [none] Seu crédito de { $amount }
   *[some] Seu crédito de { $amount } por indicar { $friend }
}
told-posted = { told-credit } está na sua conta e será descontado da próxima fatura.
told-canceled = { told-credit } foi cancelado. { $why }
told-expired = { told-credit } não foi usado a tempo e expirou.
told-reversed = { told-credit } foi retirado. { $why }
told-given = { $friend ->
    [none] Você recebeu { $amount } em crédito.
   *[some] Você recebeu { $amount } em crédito por indicar { $friend }.
}
told-taken = { $taken } foram retirados. Sobra: { told-credit }. { $why }
told-reinstated = { told-credit } é seu de novo: o pagamento correspondente vale, afinal.
told-applied = { told-credit } foi descontado da fatura { $invoice }.

### Perguntas e respostas.

faq-amount = O que ganhamos?
faq-amount-text = É crédito para faturas de { $product }. Cada cliente novo conta uma vez, e vários se somam.
faq-amount-terms = As regras estão em { $url }
faq-cash = Posso receber em dinheiro?
faq-cash-text = Não. O crédito paga só faturas de { $product }; não é pago em dinheiro.
faq-instant = Quando o crédito chega?
faq-instant-signup = Assim que seu contato se cadastra. Você não ganha nada a mais se ele pagar ou mudar de plano.
faq-instant-verified = Assim que seu contato se cadastra e confirma o endereço de e-mail. Você não ganha nada a mais se ele pagar ou mudar de plano.
faq-instant-paid = Com o primeiro pagamento do seu contato, se vier em até { days } depois do cadastro. Um teste não conta.
faq-minimum = O pagamento precisa passar de { $amount }.
faq-plans = Ele precisa ser de um plano que o programa inclui.
faq-hold = Depois ele fica retido por { days }.
faq-retention = Depois, seu contato precisa continuar assinante por { days }, ou o crédito se perde.
faq-told = Você é avisado na hora, por e-mail e nesta página.
faq-friend-paid = O crédito do seu contato chega com o primeiro pagamento dele.
faq-friend-same = O crédito do seu contato chega ao mesmo tempo.
faq-who = Quem pode ganhar crédito?
faq-who-any = Qualquer pessoa com conta em { $product }, pagando ou não.
faq-who-active = Qualquer pessoa cuja conta em { $product } esteja aberta.
faq-who-paying = Só clientes pagantes, e um teste não é pagante. Você precisa estar em um plano pago { $when ->
    [signup] quando seu contato se cadastra
    [verified] quando seu contato confirma o endereço de e-mail
    [paid] quando seu contato faz um primeiro pagamento
    [signup-and-verified] quando seu contato se cadastra e quando confirma o endereço de e-mail
   *[signup-and-paid] quando seu contato se cadastra e quando faz um primeiro pagamento
}; { $count ->
    [none] senão, a indicação não rende nada a você.
   *[other] senão, guardamos o crédito por { days }, e ele é seu assim que você pagar.
}
faq-upgrade = Você pode mudar de plano em { $url }
faq-after = Dá para indicar alguém depois do cadastro?
faq-after-link = Não. Seu contato precisa se cadastrar pelo seu link, em até { days } depois do clique, ou digitar o código dele. { faq-after-other }
faq-after-accept = Não. Seu contato precisa se cadastrar pelo botão de um convite seu, em até { days } depois do clique. { faq-after-other }
faq-after-both = Não. Seu contato precisa se cadastrar pelo seu link, em até { days } depois do clique, ou digitar o código dele, ou se cadastrar pelo botão de um convite seu, em até { days } depois do clique. { faq-after-other }
faq-after-other = Não há como saber que qualquer outro cadastro é seu.
faq-use = Quando posso usar meu crédito?
faq-use-automatic = Ele é descontado sozinho da sua próxima fatura, e a fatura mostra isso. Em um plano mensal é a do mês seguinte; em um anual, a do ano seguinte, a menos que uma fatura venha antes, por exemplo por uma mudança de plano. { faq-use-rest }
faq-use-on-request = A qualquer momento. Depois de usado, ele é descontado da sua próxima fatura, ou de uma mudança de plano ou de um adicional cobrados na hora. Em um plano anual, se nada mais for cobrado antes, é a fatura do ano seguinte. { faq-use-rest }
faq-use-rest = O que uma fatura não usar passa para a próxima.
faq-void = Se sua própria assinatura terminar, também termina o crédito das suas indicações que nenhuma fatura usou.
faq-redeem = Como uso o crédito?
faq-redeem-automatic = Você não precisa fazer nada: ele é descontado sozinho da sua fatura.
faq-redeem-here = Use você mesmo nesta página, ou peça ao nosso suporte.
faq-redeem-there = Peça ao nosso suporte, ou use você mesmo em { $url }
faq-team = Estou em uma equipe. De qual fatura ele é descontado?
faq-team-text = Da fatura da equipe. O crédito vai para a conta que é cobrada, seja quem for que o ganhou, e não para uma só pessoa.
faq-several = Posso convidar várias pessoas de uma vez?
faq-several-one = Não: um convite vai para uma pessoa por vez, e você pode enviar { $count } por dia.
faq-several-many = Sim, até { $most } de uma vez, e { $count } por dia.
faq-several-self = Você envia os convites do seu próprio programa de e-mail, para quantas pessoas quiser.
faq-several-off = Nenhum convite é enviado daqui.
faq-several-link = Compartilhe seu link com quantas pessoas quiser.
faq-privacy = As pessoas que eu convido veem umas às outras?
faq-privacy-text = Não. Cada uma recebe a própria mensagem e não vê o nome nem o endereço de mais ninguém.
faq-missing = Por que meu contato não recebeu convite?
faq-missing-known = Nenhum convite vai para um endereço que tem, ou já teve, uma conta em { $product }.
faq-missing-asked = Não escrevemos para quem nos pediu para não escrever, nem para quem foi convidado nos últimos { days }.
faq-missing-spam = As outras pessoas talvez o encontrem na pasta de spam ou, no Gmail, na aba Promoções.

### E-mails.

mail-greeting = { $name ->
    [none] Olá,
   *[some] Olá, { $name },
}
mail-or-open = Ou abra este link:
mail-terms = Regras
mail-reference = Referência: { $reference }
mail-why = Por que recebi isto? Você participa do programa de indicações de { $product }, e isto é sobre suas próprias indicações.
mail-why-friend = Por que recebi isto? Você se cadastrou em { $product } por uma indicação, e isto é sobre o crédito que veio com ela.
mail-stop-referrals = Parar e-mails sobre minhas indicações
mail-stop-credit = Parar e-mails sobre meu crédito
mail-stop-friend = Parar e-mails sobre crédito de indicação
mail-stop-reminders = Parar lembretes sobre minhas indicações
mail-stop-invites = Sem interesse? Nunca mais me escrevam
mail-see-credit = Ver meu crédito
mail-redeem = Usar meu crédito
mail-refer = Indicar alguém
mail-upgrade = Mudar de plano
mail-question = Por quê?

mail-your-credit = { $friend ->
    [none] seu crédito de { $amount }
   *[some] seu crédito de { $amount } por indicar { $friend }
}
mail-next = { $bill ->
    [team] { $amount } a menos na próxima fatura da sua equipe
   *[own] { $amount } a menos na sua próxima fatura
}
mail-next-annual = { $bill ->
    [team] { $amount } a menos na próxima fatura anual da sua equipe
   *[own] { $amount } a menos na sua próxima fatura anual
}
mail-to-redeem = { $amount } para usar
mail-expected = { $about ->
    [none] { "" }
   *[some] Previsto para { $about }.{ " " }
}
mail-next-how = { mail-expected }O desconto acontece sozinho, e a fatura o mostra.
mail-next-annual-how = { mail-expected }O desconto acontece sozinho, e a fatura o mostra. Uma mudança de plano ou lugares adicionados que sejam cobrados antes usam o crédito antes.
mail-to-redeem-how = Use quando quiser. { mail-redeemed }
mail-redeemed = { $bill ->
    [team] Então ele é descontado da próxima fatura da sua equipe, ou de uma mudança de plano ou de um adicional cobrados na hora.
   *[own] Então ele é descontado da sua próxima fatura, ou de uma mudança de plano ou de um adicional cobrados na hora.
}
mail-later-next = { $bill ->
    [team] Depois ele é descontado sozinho da próxima fatura da sua equipe, e a fatura o mostra.
   *[own] Depois ele é descontado sozinho da sua próxima fatura, e a fatura o mostra.
}
mail-later-annual = { $bill ->
    [team] Depois ele é descontado sozinho da próxima fatura anual da sua equipe, ou de uma mudança de plano ou de lugares adicionados cobrados antes, e essa fatura o mostra.
   *[own] Depois ele é descontado sozinho da sua próxima fatura anual, ou de uma mudança de plano ou de lugares adicionados cobrados antes, e essa fatura o mostra.
}
mail-later-redeem = Depois você poderá usá-lo. { mail-redeemed }
mail-team = Ele vai para a fatura da sua equipe, não para uma só pessoa.

invite-intro = { mail-greeting } aqui é { $product }. { $first } nos pediu para passar isto a você:
invite-button = Aceitar o convite de { $first }
invite-headline = { $referrer } recomenda { $product } a você
invite-preheader = { $reward ->
    [none] Um convite pessoal de { $referrer }.
   *[some] { $reward } para você, { $condition }.
}
invite-box = { $reward } para você
invite-condition = Você recebe { $condition }, por este convite.
invite-until = Válido até { $until }.
invite-why = Por que recebi isto? { $referrer } digitou seu endereço em { $product } e nos pediu para enviar a você esta única mensagem. Você não está em nenhuma lista de e-mails.{ $reward ->
    [none] { "" }
   *[some] { " " }{ $first } pode ganhar { $reward } se você entrar.
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] um contato seu se cadastrou em { $product }.
       *[paid] um contato seu fez um primeiro pagamento a { $product }.
    }
   *[some] { $cause ->
        [signup] seu contato { $friend } se cadastrou em { $product }.
       *[paid] seu contato { $friend } fez um primeiro pagamento a { $product }.
    }
}
earned-subject = { $friend ->
    [none] Você ganhou { $amount } em crédito por uma indicação
   *[some] Você ganhou { $amount } em crédito por indicar { $friend }
}
earned-headline = Você ganhou { $amount } em crédito
earned-text = { mail-greeting } boas notícias: { friend-did }
earned-hold = { $amount } em espera até { $until }
earned-hold-signup = Esperamos para ter certeza de que o cadastro é verdadeiro.
earned-hold-paid = Esperamos para o caso de o pagamento ser reembolsado.
earned-balance = Crédito disponível ao todo: { $amount }.

applied-subject = { $bill ->
    [team] { $amount } em crédito descontados da fatura da sua equipe
   *[own] { $amount } em crédito descontados da sua fatura
}
applied-headline = { $amount } em crédito foram usados
applied-text = { mail-greeting } { $friend ->
    [none] { $amount } do seu crédito
   *[some] { $amount } do seu crédito por indicar { $friend }
} foram descontados da última fatura { $bill ->
    [team] da sua equipe
   *[own] da sua conta
}.
applied-box = { $bill ->
    [team] { $amount } a menos na fatura da sua equipe
   *[own] { $amount } a menos na sua fatura
}
applied-how = A fatura o mostra como saldo aplicado.

canceled-subject = Seu crédito de { $amount } foi cancelado
canceled-headline = { $amount } em crédito cancelados
canceled-text = { mail-greeting } { mail-your-credit } foi cancelado antes de chegar a uma fatura.

expired-subject = Seu crédito de { $amount } expirou
expired-headline = { $amount } em crédito expiraram
expired-preheader = Não foi usado a tempo.
expired-text = { mail-greeting } { mail-your-credit } não foi usado a tempo e expirou.
expired-how = O crédito deste programa pode ser usado por tempo limitado, como dizem as regras.

expiring-subject = Seu crédito de { $amount } expira em { $day }
expiring-headline = Use a tempo seu crédito de { $amount }
expiring-text = { mail-greeting } { mail-your-credit } ainda está lá e pode ser usado até { $day }.
expiring-box = { $amount } expiram em { $day }
expiring-how = Ainda não houve uma fatura sua da qual descontar. Assim que sua conta estiver em um plano pago, isso acontece sozinho.

given-subject = { $amount } em crédito são seus
given-preheader = Nossa equipe viu o caso.
given-text = { mail-greeting } nossa equipe viu { mail-your-credit }, e ele é seu.

posted-subject = { $bill ->
    [team] Seu crédito de { $amount } será descontado da próxima fatura da sua equipe
   *[own] Seu crédito de { $amount } será descontado da sua próxima fatura
}
posted-headline = { $bill ->
    [team] { $amount } em crédito estão na conta da sua equipe
   *[own] { $amount } em crédito estão na sua conta
}
posted-text = { mail-greeting } { mail-your-credit } já está na { $bill ->
    [team] conta da sua equipe
   *[own] sua conta
}.
posted-preheader = { mail-next }. O que uma fatura não usar passa para a próxima.
posted-rest = O que uma fatura não usar passa para a próxima.

reinstated-subject = Seu crédito de { $amount } voltou
reinstated-headline = { $amount } em crédito são seus de novo
reinstated-preheader = O pagamento correspondente vale, afinal.
reinstated-text = { mail-greeting } o pagamento por trás de { mail-your-credit } vale, afinal, então ele é seu de novo.

reversed-subject = { $amount } em crédito foram retirados
reversed-text = { mail-greeting } { $friend ->
    [none] { $amount } do crédito por entrar
   *[some] { $amount } do crédito por indicar { $friend }
} foram retirados { $bill ->
    [team] da conta da sua equipe
   *[own] da sua conta
}.
reversed-rest = O que as faturas já usaram continua usado.
reversed-used = Uma fatura já o tinha usado: outro crédito da conta o cobre, ou a próxima fatura o soma.

welcome-headline = { $referrer ->
    [none] Você entrou – { $amount } em crédito para { $product }
   *[some] Você entrou – { $amount } em crédito, de { $referrer }
}
welcome-text = { mail-greeting } boas-vindas a { $product }! { $referrer ->
    [none] Você foi indicado
   *[some] { $referrer } indicou você
}, então isto é seu:
welcome-later = { $amount } depois do seu primeiro pagamento

your-friend = { $friend ->
    [none] seu contato
   *[some] { $friend }
}
at-risk-subject-lost = Mude de plano antes que { your-friend } pague, ou seu crédito de { $amount } se perde
at-risk-subject-kept = Mude de plano para receber seu crédito de { $amount } por indicar { your-friend }
at-risk-headline = Seu crédito de { $amount } precisa de um plano pago
at-risk-text = { mail-greeting } { your-friend } se cadastrou em { $product }. { $amount } em crédito são seus com o primeiro pagamento, se até lá sua própria conta estiver em um plano pago.
at-risk-box = Mude de plano antes que { your-friend } pague
at-risk-rule = Só clientes pagantes ganham crédito por indicação, e sua conta não está em um plano pago agora.
at-risk-trial = O teste de { your-friend } termina em { $day }; o primeiro pagamento pode vir logo em seguida.
at-risk-lost = Se o pagamento vier antes, o crédito dele se perde.
at-risk-kept = Se o pagamento vier antes, guardamos o crédito para você por { days }.

not-yet-subject-paid = Seu crédito de { $amount } chega quando { your-friend } fizer um primeiro pagamento
not-yet-subject-verified = Seu crédito de { $amount } chega quando { your-friend } confirmar o endereço de e-mail
not-yet-headline = { $amount } em crédito ainda vão chegar
not-yet-text = { mail-greeting } { your-friend } se cadastrou em { $product }, e ainda falta algo para contar.
not-yet-box-paid = { $amount } em crédito quando { your-friend } fizer um primeiro pagamento
not-yet-box-verified = { $amount } em crédito quando { your-friend } confirmar o endereço de e-mail
not-yet-how-paid = Um teste não conta.
not-yet-how-verified = Um lembrete seu pode ajudar.
not-yet-until = Conta até { $until }.

digest-subject = Suas indicações em { $month }: { digest-summary }
digest-headline = Suas indicações em { $month }
digest-text = { mail-greeting } isto é o que suas indicações renderam em { $month }.
digest-friends = { $count ->
    [one] { $count } contato entrou
   *[other] { $count } contatos entraram
}
digest-summary = { $count ->
    [0] { $earned ->
        [none] seu crédito mudou
       *[some] { $earned } ganhos
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }, { $earned } ganhos
    }
}
digest-earned = Ganho: { $amount }.
digest-bill = Posto na fatura: { $amount }.
digest-expired = Expirado: { $amount }.
digest-canceled = Cancelado: { $amount }.

no-credit-subject = { $friend ->
    [none] Sem crédito por uma indicação, e por quê
   *[some] Sem crédito por indicar { $friend }, e por quê
}
no-credit-headline = { $friend ->
    [none] Sem crédito por uma indicação
   *[some] Sem crédito por indicar { $friend }
}
no-credit-question = Por que não?
no-credit-waiting-subject = { $friend ->
    [none] Seu crédito de { $amount } por uma indicação está em espera
   *[some] Seu crédito de { $amount } por indicar { $friend } está em espera
}
no-credit-waiting-headline = Seu crédito de { $amount } está em espera
no-credit-waiting-question = O que ele espera?
no-credit-text = { mail-greeting } { friend-did }
no-credit-until = Você tem até { $until }.

terms-subject = Até { $until }: { $offer }
terms-headline = As regras de indicação mudam em breve
terms-text = { mail-greeting } as regras do programa de indicações de { $product } mudam. Contatos que se cadastrarem até lá ainda contam pelas de hoje.
terms-box = Até { $until }: { $offer }.
terms-then = { $then ->
    [none] Depois valem outras regras; os valores continuam iguais.
   *[some] Depois: { $then }.
}

unused-subject = Seu link de indicação de { $product } espera o primeiro contato
unused-headline = Seu link de indicação está pronto
unused-text = { mail-greeting } você gerou seu link de indicação, e ninguém se cadastrou com ele ainda. Ele cabe em qualquer lugar onde você escreva a alguém.
unused-box = { $offer }.
unused-link = Seu link: { $url }

### A página por trás do convite.

landing-title = Você tem um convite para { $product }
landing-heading = { $inviter ->
    [none] Alguém que você conhece convida você para { $product }
   *[some] { $inviter } convida você para { $product }
}
landing-who = { $inviter ->
    [none] Seu contato
   *[some] { $inviter }
}
landing-credit = { $amount } em crédito para você
landing-when = Você recebe { $condition }, para suas faturas.
landing-until = A oferta vale até { $until }.
landing-terms = Regras da oferta
landing-accept = Aceitar e se cadastrar
landing-next = O que acontece depois
landing-button = O botão leva você à página de cadastro de { $product }. { landing-who } pode ver que você aceitou.
landing-new = A oferta é para clientes novos de { $product }.
landing-earns = { landing-who } pode ganhar { $amount } em crédito se você entrar.
landing-address = { landing-who } digitou seu endereço para que este convite pudesse ser enviado. Ele não é passado adiante com este link, e você pode se cadastrar com outro endereço.
landing-forwarded = Alguém encaminhou este convite a você? Ele vale para você também.
landing-plain = Cadastrar-se sem o convite
landing-sign-up = Cadastrar-se
landing-description = { $credit ->
    [none] Cadastre-se em { $product }.
   *[some] { $credit }. { $lines }
}
landing-paused = Esta oferta está em pausa
landing-paused-text = Os convites estão em pausa no momento. Volte em alguns dias, ou cadastre-se agora sem a oferta.
landing-expired = Este convite expirou
landing-expired-text = { $inviter ->
    [none] Peça um novo se quiser, ou cadastre-se sem ele.
   *[some] Peça um novo a { $inviter } se quiser, ou cadastre-se sem ele.
}
landing-over = Esta oferta terminou
landing-over-text = O programa de indicações acabou. Você pode se cadastrar mesmo assim.
landing-withdrawn = Este convite foi retirado
landing-withdrawn-text = Ele não vale mais. Você pode se cadastrar mesmo assim.
landing-unknown = Este link está incompleto
landing-unknown-text = Uma parte falta ou mudou no caminho. Abra o convite de novo pelo e-mail, ou cadastre-se sem ele.
landing-unavailable = Esta página não funciona agora
landing-unavailable-text = Tente de novo em um momento. Seu convite não se perde.
landing-customer = Você já está em { $product }
landing-customer-text = { $inviter ->
    [none] A oferta é para contas novas, e você já tem uma. Agradeça mesmo assim: você também pode indicar.
   *[some] A oferta é para contas novas, e você já tem uma. Agradeça a { $inviter } mesmo assim: você também pode indicar.
}
landing-customer-again = A conta não é sua, ou você precisa de outra? Você pode se cadastrar mesmo assim.
landing-own = Este é o seu próprio convite
landing-own-text = É o que seu contato vê, com um botão para aceitar. Indicar a si mesmo não rende crédito, então aqui não há botão.

### A página para parar e-mails.

stop-title = E-mails de { $product }
stop-partial = Este link está incompleto.
stop-partial-text = Parece que falta uma parte. Abra o link da mensagem de novo, ou copie-o inteiro.
stop-done = Pronto.
stop-done-chosen = O que está marcado abaixo chega a partir de agora.
stop-done-nothing = Nenhum e-mail vai para este endereço.
stop-done-invites = { $product } não convidará mais este endereço, seja quem for que peça.
stop-done-notifications = { $product } não escreverá mais a você quando algo acontecer com suas indicações. Seu crédito continua, e a página “Indique e ganhe” ainda conta tudo.
stop-done-reminders = { $product } não enviará mais lembretes a você.
stop-ask-invites = Nunca mais receber um convite para { $product }?
stop-ask-invites-text = Aperte o botão, e ninguém mais poderá fazer { $product } convidar este endereço.
stop-ask-invites-button = Nunca mais me escrevam
stop-ask-notifications = Parar e-mails sobre suas indicações?
stop-ask-notifications-text = Aperte o botão, e { $product } não escreverá mais a você quando algo acontecer com elas. Seu crédito continua, e a página “Indique e ganhe” ainda conta tudo.
stop-ask-notifications-button = Parar estes e-mails
stop-ask-reminders = Parar lembretes?
stop-ask-reminders-text = Aperte o botão, e { $product } não enviará mais lembretes, por exemplo antes de um crédito expirar. Você ainda fica sabendo quando ganha algo.
stop-ask-reminders-button = Parar lembretes
stop-stopped-invites = Nenhum convite vai para este endereço.
stop-stopped-invites-text = Você os parou: { $product } não convida mais este endereço, seja quem for que peça.
stop-stopped-notifications = Você não recebe e-mails sobre suas indicações.
stop-stopped-reminders = Você não recebe lembretes.
stop-stopped-text = Você os parou. Abaixo você pode escolher de novo.
stop-impossible = Nenhum e-mail vai para este endereço.
stop-impossible-text = Uma mensagem voltou, ou foi marcada como spam. Se for engano, escreva ao suporte de { $product }.
stop-choose = Escolha o que você recebe
stop-news = Novidades
stop-news-what = Quando um contato entra, quando você ganha crédito e quando ele é descontado de uma fatura.
stop-reminders = Lembretes
stop-reminders-what = Antes que um crédito expire ou se perca, e quando algo espera por você.
stop-save = Salvar minha escolha
stop-all = Ou nada mesmo
stop-all-text = Nem novidades, nem lembretes, nem convites de ninguém: nada mais do programa de indicações de { $product }.
stop-all-stranger = Se você se tornasse cliente, também não saberia do crédito que ganhasse.
stop-all-button = Parar tudo

### Por que algo está como está.

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] Você se cadastrou
       *[some] Você se cadastrou em { $signed }
    }
   *[referrer] { $signed ->
        [none] { Your-friend } se cadastrou
       *[some] { Your-friend } se cadastrou em { $signed }
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] Você fez um primeiro pagamento
       *[some] Você fez um primeiro pagamento em { $qualified }
    }
   *[referrer] { $qualified ->
        [none] { Your-friend } fez um primeiro pagamento
       *[some] { Your-friend } fez um primeiro pagamento em { $qualified }
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] Seu contato
   *[some] { $friend }
}
Your-credit = { $amount ->
    [none] Seu crédito
   *[some] Seu crédito de { $amount }
}
your-credit = { $amount ->
    [none] seu crédito
   *[some] seu crédito de { $amount }
}
next-invoice = { $about ->
    [none] sua próxima fatura
   *[some] { $interval ->
        [year] sua próxima fatura anual, por volta de { $about }
       *[other] sua próxima fatura, por volta de { $about }
    }
}
two-sentences = { $one }, e { $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }, e o cadastro não veio pelo link de um contato, então não é atribuído a ninguém.
    [accept] { did-sign-up }, e o cadastro não veio pelo botão de um convite, então não é atribuído a ninguém.
   *[both] { did-sign-up }, e o cadastro não veio pelo link de um contato nem pelo botão de um convite, então não é atribuído a ninguém.
}
text-attribution_window_passed = { did-sign-up }, mais de { days } depois de vir por um link ou convite, então não pôde mais ser atribuído.
text-already_referred = Sua conta já foi indicada antes. Cada conta conta uma vez.
text-existing_account = A oferta é para clientes novos, e este cadastro não contou como novo.
text-self_referral = { did-sign-up } por um link ou convite seu. Indicar a si mesmo não rende crédito.
text-same_account = { did-sign-up } por um link ou convite da sua própria conta. Uma indicação rende crédito quando traz outra conta.
text-program_inactive = { did-sign-up }. O programa de indicações não estava ativo então, ou quem indicou você já não participava.
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }, e seu endereço de e-mail ainda não foi confirmado. { Your-credit } chega quando for.
   *[referrer] { did-sign-up }, e o endereço de e-mail ainda não foi confirmado. { Your-credit } chega quando for.
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up } e ainda não pagou. { Your-credit } chega com seu primeiro pagamento; um teste não conta.
   *[referrer] { did-sign-up } e ainda não pagou. { Your-credit } chega com o primeiro pagamento; um teste não conta.
}
text-on_own_trial = { did-sign-up } e está em teste até { $trial }. { Your-credit } chega com seu primeiro pagamento.
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up } e ainda não pagou: uma fatura de zero não conta. { Your-credit } chega com seu primeiro pagamento.
   *[referrer] { did-sign-up } e ainda não pagou: uma fatura de zero não conta. { Your-credit } chega com o primeiro pagamento.
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }. { Your-credit } chega com seu primeiro pagamento acima { the-minimum }; ainda não houve nenhum.
   *[referrer] { did-sign-up }. { Your-credit } chega com o primeiro pagamento acima { the-minimum }; ainda não houve nenhum.
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }. { Your-credit } chega com seu primeiro pagamento de um plano que o programa inclui; ainda não houve nenhum.
   *[referrer] { did-sign-up }. { Your-credit } chega com o primeiro pagamento de um plano que o programa inclui; ainda não houve nenhum.
}
the-minimum = { $minimum ->
    [none] do mínimo do programa
   *[some] de { $minimum }
}
text-window_passed_signup = { did-sign-up }, e o endereço de e-mail não foi confirmado{ $ended ->
    [none] { "" }
   *[some] { " " }até { $ended }
}, então não rendeu crédito.
text-window_passed_paid = { did-sign-up }, e nenhum pagamento que conta veio{ $ended ->
    [none] { "" }
   *[some] { " " }até { $ended }
}, então não rendeu crédito.
text-nothing_promised = { $side ->
    [friend] O programa dá crédito a quem indicou você, e não à pessoa indicada.
   *[referrer] { did-qualify }. O programa dá crédito só à pessoa indicada.
}
text-not_open = { did-qualify }. Só contas abertas ganham crédito por indicação, e a sua não estava aberta na hora que conta.
text-referrer_not_paying_at_instant = { did-qualify }. Só clientes pagantes ganham crédito por indicação, e sua conta não estava em um plano pago na hora que conta.
text-kept_until = Guardamos { your-credit } para você até { $since }.
text-waiting_for_referrer_to_pay = { did-qualify }. Só clientes pagantes ganham crédito por indicação, e sua conta ainda não está em um plano pago. Guardamos { your-credit } para você.
text-waiting_overdue = { did-qualify }. Só clientes pagantes ganham crédito por indicação, e sua conta tem um pagamento atrasado. Guardamos { your-credit } para você.
text-in_hold_until = { did-qualify }, e { your-credit } está retido{ $next ->
    [none] { "" }
   *[some] { " " }até { $next }
}, para o caso de o pagamento voltar.
text-disputed = O pagamento por trás de { your-credit } está em disputa no banco. Nada se perde: o crédito espera a decisão.
text-refunded = { $since ->
    [none] { Your-credit } terminou: o pagamento correspondente foi reembolsado.
   *[some] { Your-credit } terminou em { $since }: o pagamento correspondente foi reembolsado.
}
text-dispute_lost = { $since ->
    [none] { Your-credit } terminou: o pagamento correspondente foi disputado no banco e devolvido.
   *[some] { Your-credit } terminou em { $since }: o pagamento correspondente foi disputado no banco e devolvido.
}
text-friend_canceled = { $since ->
    [none] { Your-credit } terminou: a assinatura correspondente não durou { days } desde o primeiro pagamento.
   *[some] { Your-credit } terminou em { $since }: a assinatura correspondente não durou { days } desde o primeiro pagamento.
}
text-referrer_canceled = { $since ->
    [none] { Your-credit } terminou: sua assinatura também, e o crédito que nenhuma fatura usou termina com ela.
   *[some] { Your-credit } terminou em { $since }: sua assinatura também, e o crédito que nenhuma fatura usou termina com ela.
}
text-reversed = { $since ->
    [none] { Your-credit } foi retirado: o pagamento correspondente foi reembolsado.
   *[some] { Your-credit } foi retirado em { $since }: o pagamento correspondente foi reembolsado.
}
text-reversed_dispute = { $since ->
    [none] { Your-credit } foi retirado: o pagamento correspondente foi disputado no banco e devolvido.
   *[some] { Your-credit } foi retirado em { $since }: o pagamento correspondente foi disputado no banco e devolvido.
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit } foi retirado: a assinatura correspondente não durou { days } desde o primeiro pagamento.
   *[some] { Your-credit } foi retirado em { $since }: a assinatura correspondente não durou { days } desde o primeiro pagamento.
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit } foi retirado: sua assinatura terminou, e o crédito que nenhuma fatura usou termina com ela.
   *[some] { Your-credit } foi retirado em { $since }: sua assinatura terminou, e o crédito que nenhuma fatura usou termina com ela.
}
text-reversed_used = Os { $used } que uma fatura já tinha usado continuam usados por enquanto; nossa equipe está vendo.
text-reversed_used_stays = Os { $used } que as faturas já tinham usado continuam usados.
text-expired = { $since ->
    [none] { Your-credit } não foi usado a tempo e expirou.
   *[some] { Your-credit } não foi usado a tempo e expirou em { $since }.
}
text-awaiting_redemption = { did-qualify }, e você pode usar { your-credit }.
text-waiting_for_stripe_customer = { Your-credit } é seu. Ele vai para a sua fatura assim que você tiver uma.
text-being_posted = { Your-credit } está a caminho da sua fatura.
text-posted_waiting_next_invoice = { did-qualify }. { Your-credit } está no saldo da sua conta{ $since ->
    [none] { "" }
   *[some] { " " }desde { $since }
} e será descontado de { next-invoice }.
text-use = { $used } foram descontados da fatura { $invoice } em { $day }
text-applied_on_invoice = { $uses }.
text-partly_applied = { $uses }. Os outros { $open } serão descontados de { next-invoice }.
text-currency_mismatch = { Your-credit } é seu, mas sua conta é cobrada em outra moeda, então ele não pôde ser posto na sua fatura.
text-posting_refused = { Your-credit } é seu, mas não pôde ser posto na sua fatura.
text-an_invoice = (sem número)

invite-told-bounced = O convite que você fez em { $made } não pôde ser entregue.
invite-told-expired = O convite que você fez em { $made } não foi aceito até { $ended }, então expirou.
invite-told-too-late = Seu convite foi aceito em { $accepted }, e ninguém se cadastrou a tempo.
invite-told-accepted = Seu convite foi aceito em { $accepted }, e ninguém se cadastrou com ele ainda.
invite-told-waiting = Você fez este convite em { $made }. Ninguém se cadastrou com ele ainda.

change-evidence = Se alguém indicou você, escreva ao nosso suporte com o link ou convite que você usou; eles podem verificar.
change-verification = { $last ->
    [none] O endereço precisa ser confirmado.
   *[some] O endereço precisa ser confirmado até { $last }.
}
change-payment = { $last ->
    [none] O pagamento precisa chegar.
   *[some] O pagamento precisa chegar até { $last }.
}
at-upgrade = { $upgrade ->
    [none] .
   *[some] : { $upgrade }
}
change-own-payment = Escolha um plano pago, e ele é seu{ at-upgrade }
change-included-plan = Escolha um plano que o programa inclui, e ele é seu{ at-upgrade }
change-not-paying = Mude para um plano pago, e sua próxima indicação rende crédito{ at-upgrade }
change-overdue = { $last ->
    [none] Pague o que está atrasado, e ele é seu.
   *[some] Pague o que está atrasado até { $last }, e ele é seu.
}
change-waiting = { $last ->
    [none] Mude para um plano pago, e ele é seu{ at-upgrade }
   *[some] Mude para um plano pago até { $last }, e ele é seu{ at-upgrade }
}
change-passes = Você não precisa fazer nada: isso passa sozinho.
change-stays = { $side ->
    [friend] Continue cliente até { $stays }; nada mais é preciso.
   *[referrer] Seu contato precisa continuar cliente até { $stays }. Você não precisa fazer nada.
}
change-disputed = Se o banco decidir que o pagamento vale, o crédito segue; senão, termina. Você não precisa fazer nada.
change-refunded = Se o reembolso falhar, o crédito volta sozinho.
change-dispute-lost = Se a decisão mudar, o crédito volta sozinho.
change-reversed = Se o pagamento voltar, o crédito também volta, sozinho.
change-next-friend = Sua próxima indicação pode render crédito.
change-plan = Escolha um plano pago, e ele será descontado da sua fatura{ at-upgrade }
change-posted = Você não precisa fazer nada. Uma fatura que venha antes, por exemplo por uma mudança de plano, usa o crédito antes. Em uma equipe, ele é descontado da fatura da equipe.
change-mistake = Se você acha que é engano, escreva ao nosso suporte.
change-staff = Nossa equipe está vendo. Você não precisa fazer nada.
change-refer = Você também pode indicar: um cliente novo conta.
change-lost-at-signup = Sua conta não estava em um plano pago na hora do cadastro, então esta indicação não rende crédito.
change-kept-at-signup = Sua conta não estava em um plano pago na hora do cadastro: guardamos o crédito por { days } depois do pagamento, e ele é seu assim que você pagar{ at-upgrade }
change-lost-unless = Só clientes pagantes ganham, e sua conta não está em um plano pago: mude de plano antes do pagamento do seu contato, ou o crédito se perde{ at-upgrade }
change-kept-unless = Só clientes pagantes ganham, e sua conta não está em um plano pago: mude de plano em até { days } depois do pagamento{ at-upgrade }
change-redeem = { $redeem ->
    [none] Use-o, ou peça ao nosso suporte
   *[some] Use-o em { $redeem } ou peça ao nosso suporte
}, e ele é descontado da sua próxima fatura, ou de uma mudança de plano ou de um adicional cobrados na hora. Ele paga só nossas faturas; não é pago em dinheiro.{ $last ->
    [none] { "" }
   *[some] { " " }Use até { $last }: depois ele expira.
}
change-invite-address = Veja se há erro no endereço, e convide seu contato no certo.
change-invite-again = Você pode convidar seu contato de novo.
change-invite-signup = Seu contato só precisa se cadastrar, até { $last }.
change-invite-spam = Se seu contato não o encontrar, ele pode estar na pasta de spam ou, no Gmail, na aba Promoções. { $known ->
    [none] Nenhum convite vai para um endereço que nos pediu ou que foi convidado nos últimos { days }.
   *[some] Nenhum convite vai para um endereço que tem, ou já teve, uma conta conosco, que nos pediu ou que foi convidado nos últimos { days }.
}{ $last ->
    [none] { "" }
   *[some] { " " }Ele pode ser aceito até { $last }.
}

once-signup = É pelo cadastro: nada mais chega com pagamentos ou mudanças de plano.
once-paid = É pelo primeiro pagamento, e chega uma vez.
promised = { $side ->
    [friend] { $event ->
        [paid] O programa prometia { $amount } quando você fez um primeiro pagamento em { $qualified }
       *[signup] O programa prometia { $amount } quando você se cadastrou em { $signed }
    }
   *[referrer] { $event ->
        [paid] O programa prometia { $amount } quando { your-friend } fez um primeiro pagamento em { $qualified }
       *[signup] O programa prometia { $amount } quando { your-friend } se cadastrou em { $signed }
    }
}{ $ended ->
    [none] .
   *[some] , e assim foi até { $ended }.
} Uma mudança posterior não mexe nisso.

reply-greeting = { $name ->
    [none] Olá,
   *[some] Olá, { $name },
}
