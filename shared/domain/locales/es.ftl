### Las palabras de las páginas y los correos, con «usted». Las claves son las de en.ftl.

page-title = Recomiende y gane
page-skip = Ir al contenido
page-back = Volver a { $product }
sandbox = Modo de prueba: aquí no hay dinero real.

headline-both = Regale { $friend } y reciba { $referrer }
headline-referrer = { $referrer } por cada recomendado
headline-friend = Regale { $friend } a sus contactos
headline-none = Recomiende { $product }

terms = Condiciones del programa
state-ended = Su enlace todavía sirve para registrarse, pero ya no da crédito.
state-paused = Su enlace todavía sirve para registrarse. Aquí diremos cuándo vuelve a dar crédito.
eligible-needed = Solo los clientes de pago ganan crédito, y su cuenta aún no tiene un plan de pago. Ya puede compartir; cambie de plan y ganará.
eligible-upgrade = Cambiar de plan
eligible-unknown = Aún no conocemos su cuenta. Su enlace funciona; las invitaciones por correo llegarán cuando { $product } nos haya hablado de usted.

how = Cómo funciona
link-step-share = Comparta su enlace.
link-step-accept = Invite a sus contactos por correo desde { $product }.
link-step-signup = Su contacto se registra.
link-step-paid = Su contacto se registra y hace un primer pago.
link-step-bill = Usted recibe { $amount } de crédito, que se descuenta solo de su factura.
link-step-redeem = Usted recibe { $amount } de crédito y lo usa en su factura cuando quiera.
link-step-nothing = Su contacto recibe { $amount } de crédito.

link = Su enlace
link-make = Crear mi enlace
link-none = Aún no tiene un enlace. Basta un clic y es suyo para siempre.
link-copy = Copiar
link-copied = Copiado
link-select = Pulse Ctrl+C o ⌘C para copiarlo: está seleccionado.
link-share = Compartir…
link-made = Este es su enlace. Compártalo como quiera.
link-label = Su enlace personal
link-code = Elegir mi propio código
link-code-label = Su código
link-code-save = Usar este código
link-code-chosen = Hecho. Su enlace tiene el código nuevo, y el anterior sigue funcionando.
link-code-free = { $code } está libre.
link-code-taken = { $code } ya está ocupado. Pruebe con otro.
link-code-refused = { $code } no lo puede elegir nadie. Pruebe con otro.
link-code-own = Su enlace tiene este código.
link-code-next = Podrá elegir otro código a partir del { $date }.
link-code-rule = Un código tiene de { $least } a { $most } letras de la a a la z y cifras, con guiones entre ellas.
link-code-note = Puede cambiarlo una vez cada 30 días; los enlaces que ya compartió siguen funcionando.
qr = Código QR
qr-alt = Código QR de su enlace
qr-download = Descargar como SVG
networks = Compartir en
networks-new = { $network } (se abre en otra pestaña)

balance = Su crédito
balance-none = Aún no hay crédito. Aparecerá aquí en cuanto cuente un recomendado.
balance-available = Disponible
balance-pending = Pendiente
balance-at-stripe = En su próxima factura
balance-used = Usado en facturas
balance-team = El crédito es de su cuenta: se descuenta de la factura de la cuenta, lo haya ganado quien lo haya ganado.
balance-next = Se descuenta solo de su próxima factura, prevista para el { $date }.
balance-soon = Se descuenta solo de su próxima factura.
balance-redeem = Usar mi crédito
balance-redeem-note = Se descuenta de su próxima factura, o de un cambio de plan que se facture en el acto.
balance-redeemed = Hecho. Se descuenta de su próxima factura.
credit-pending-until = { $amount }, hasta el { $date }
credit-waiting = Qué está pendiente y por qué

referrals = Sus recomendados
referrals-none = Aún nadie. Aquí verá a cada contacto que se registre y qué fue de él.
referrals-friend = Contacto
referrals-since = Registro
referrals-status = Estado
why = ¿Por qué?
why-since = Desde
why-next = Próxima fecha
why-rule = Lo que decide
rule-invite = la invitación
rule-attribution = cómo llegó su contacto
rule-qualification = lo que debe hacer su contacto
rule-amount = lo que promete el programa
rule-eligibility = quién puede ganar
rule-cap = los límites del programa
rule-hold = el tiempo de retención
rule-payment = el pago de su contacto
rule-redemption = la solicitud de uso del crédito
rule-staff = nuestro equipo
rule-posting = el camino a su factura
rule-invoice = sus facturas
more = Mostrar los { $count }

progress-invited = Invitado
progress-accepted = Aceptada
progress-signed-up = Registrado
progress-paid = Pagado
progress-rewarded = Premiado
progress-not-eligible = No cuenta
progress-expired = Caducado
progress-not-delivered = No entregado

news = Novedades
news-none = Nada todavía. Le avisamos aquí y por correo cuando llegue un contacto o gane algo.
news-unread = { $count ->
    [one] 1 nueva
   *[other] { $count } nuevas
}
news-new = Nuevo:
news-seen = Marcar todo como leído
news-preferences = Elegir qué correos recibe

invites = Invitar por correo
invites-to = Direcciones de sus contactos
invites-to-hint-one = Una dirección, como bo@example.com o Bo Kim <bo@example.com>.
invites-to-hint = Hasta { $count } a la vez. Pegue cuantas quiera, separadas por comas, puntos y comas o saltos de línea. Cada persona recibe su propio mensaje.
invites-message = Su mensaje
invites-message-hint = Texto sin formato de 1000 caracteres como máximo. {"{"}friend_name{"}"} se convierte en el nombre de su contacto. Se rechazan enlaces y teléfonos; el botón con su enlace se añade debajo de sus palabras.
invites-message-fixed = Esto es lo que enviamos; en este programa no se puede cambiar.
invites-reset = Volver al original
invites-subject = Asunto
invites-preview = Vista previa
invites-look-light = Claro
invites-look-dark = Oscuro
invites-look-text = Solo texto
invites-preview-title = La invitación tal como la verá su contacto
invites-send = Enviar invitaciones
invites-left = { $count ->
    [0] Ha enviado todas las invitaciones de hoy. Mañana podrá enviar más.
    [one] 1 invitación más hoy.
   *[other] { $count } invitaciones más hoy.
}
invites-again = Escriba a personas que conoce: escribimos a una misma dirección como máximo una vez en 30 días, lo pida quien lo pida.
invites-need-name = { $product } aún no nos ha dicho su nombre, y su contacto debe saber quién escribe.
invites-need-link = Cree primero su enlace: la invitación lo lleva.
invites-own-mail = Escribir en mi programa de correo
invites-sent = { $count ->
    [one] 1 invitación está en camino.
   *[other] { $count } invitaciones están en camino.
}
invites-refused = Aún no enviado: revise lo que está marcado abajo.
invites-result = En camino
invites-known = No recibe invitación quien ha pedido no recibirla o ya es cliente. No le decimos quién.
invites-remove = Quitar { $address }
invites-list = Invitaciones de las últimas semanas
invites-address = Dirección
invites-day = Enviada

privacy = Qué guardamos de su contacto
privacy-text = La dirección que usted escribe, hasta 30 días después de que la invitación caduque o su contacto diga basta; después solo una huella de ella, para que no se vuelva a escribir a nadie. Usted solo ve nombres de pila, y nadie más ve a quién invita.
zone = Los días son los de la zona horaria { $zone }.

faq = Preguntas y respuestas

trouble-expired = Su sesión ha terminado
trouble-expired-text = Por su seguridad, esta página se cierra al cabo de una hora. Abra de nuevo «Recomiende y gane» en { $product } y estará de vuelta.
trouble-used = Este enlace ya se usó
trouble-used-text = Un enlace a esta página funciona una vez y durante un minuto. Abra de nuevo «Recomiende y gane» en { $product }.
trouble-origin = Eso no vino de esta página
trouble-origin-text = Por su seguridad, no se hizo nada. Abra la página de nuevo y pulse el botón allí.
trouble-busy = Un momento, por favor
trouble-busy-text = Fue demasiado a la vez. Espere un minuto y vuelva a cargar la página; no se pierde nada.
trouble-down = No podemos mostrar esto ahora mismo
trouble-down-text = Su enlace sigue funcionando y su crédito está a salvo: puede tardar, pero nunca se pierde. Inténtelo de nuevo en un minuto.
trouble-program = Aún no hay programa
trouble-program-text = { $product } no ha comenzado su programa de recomendaciones. Vuelva más tarde.
trouble-stranger = Su cuenta aún no se conoce aquí
trouble-stranger-text = { $product } aún no nos ha hablado de usted. Pregunte a su soporte y vuelva más tarde.
trouble-reload = Volver a cargar la página
trouble-open = Abrir «Recomiende y gane»

js-offline = No tiene conexión. Lo que ve es de antes.
js-ended = Su sesión ha terminado. Abra de nuevo «Recomiende y gane».

### Días e importes.

month-name = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
day = { $day } de { month-name } de { $year }
month = { month-name } de { $year }
until = { $date }, { $time } { $zone }
days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
amounts-and = { $one } y { $other }
amounts-or = { $one } o { $other }
a-friend = un contacto
no-name = Alguien que usted conoce
credit-amount = { $amount } de crédito
credit-word = crédito
friend-name-unknown = qué tal

### Lo que promete un programa.

offer-both = usted recibe { $referrer } y su contacto recibe { $friend }
offer-referrer = usted recibe { $referrer }
offer-friend = su contacto recibe { $friend }
offer-none = no hay crédito
cause-signup = { $day ->
    [none] cuando su contacto se registra
   *[some] cuando su contacto se registra a más tardar el { $day }
}
cause-paid = { $day ->
    [none] cuando su contacto hace un primer pago
   *[some] cuando su contacto hace un primer pago a más tardar el { $day }
}
cause-paid-after-signup = cuando un contacto registrado a más tardar el { $day } hace un primer pago
promise = { $offer } { $cause }.
promise-until = { $offer } { $cause }; después, { $then }.
program-draft = El programa aún no ha comenzado.
program-paused = El programa está en pausa: por ahora un registro no da crédito.
program-ended = El programa ha terminado: un registro ya no da crédito.
program-ended-paid = El programa ha terminado: solo los contactos ya registrados pueden darle crédito todavía.
friend-gets-signup = al registrarse
friend-gets-verified = al registrarse y confirmar su dirección
friend-gets-paid = con su primer pago
share-subject = Pruebe { $product }
invite-subject-plain = { $referrer } le invita a { $product }

### Por qué un crédito no está.

reason-awaiting_signup = Nadie se ha registrado aún con esta invitación.
reason-not_via_link_or_accept = El registro no llegó por su enlace ni por el botón de su invitación, así que no se le pudo atribuir.
reason-attribution_window_passed = Pasó demasiado tiempo entre la visita por su enlace y el registro.
reason-already_referred = Otra recomendación llegó antes.
reason-existing_account = La oferta es para clientes nuevos, y este registro no contó como tal.
reason-former_account = { reason-existing_account }
reason-self_referral = Recomendarse a uno mismo no da crédito.
reason-same_account = Quien se une a su propia cuenta no da crédito.
reason-program_inactive = El programa de recomendaciones no estaba en marcha en ese momento.
reason-awaiting_email_verification = Su contacto aún debe confirmar su dirección de correo. Entonces llegará el crédito.
reason-on_trial = El crédito llega con el primer pago de su contacto; una prueba no cuenta.
reason-awaiting_first_payment = { reason-on_trial }
reason-awaiting_own_payment = El crédito llega con su propio primer pago; una prueba no cuenta.
reason-zero_amount_invoice = El crédito llega con el primer pago de su contacto; una factura de cero no lo es.
reason-below_minimum = El crédito llega con el primer pago de su contacto que supere el mínimo del programa.
reason-plan_not_included = El crédito llega con el primer pago de un plan que el programa incluye.
reason-qualification_window_passed = El primer pago de su contacto llegó demasiado tarde.
reason-referrer_not_paying_at_instant = Solo los clientes de pago ganan crédito por recomendar, y su cuenta no tenía un plan de pago en el momento que cuenta.
reason-waiting_for_referrer_to_pay = Solo los clientes de pago ganan crédito por recomendar, y su cuenta aún no tiene un plan de pago o tiene un pago atrasado. Le guardamos el crédito.
reason-in_hold_until = El crédito está retenido un tiempo, por si hay un reembolso.
reason-under_review = Revisamos esta recomendación antes de liberar su crédito. No tiene que hacer nada.
reason-fraud = Revisamos esta recomendación, y el programa no la paga.
reason-refunded = El pago correspondiente fue reembolsado.
reason-disputed = El pago correspondiente está en disputa en el banco. El crédito espera a que se decida.
reason-dispute_lost = El pago correspondiente fue disputado y devuelto.
reason-friend_canceled = La suscripción correspondiente terminó demasiado pronto.
reason-referrer_canceled = Su suscripción terminó, y con ella lo que ninguna factura había usado de este crédito.
reason-awaiting_redemption = El crédito es suyo: úselo cuando quiera.
reason-waiting_for_stripe_customer = El crédito es suyo. Irá a su factura en cuanto tenga una.
reason-currency_mismatch = Su cuenta se factura en otra moneda que este crédito. Nuestro equipo lo está viendo.
reason-posting_refused = El crédito no se pudo poner en su factura. Nuestro equipo lo está viendo.
reason-posted_waiting_next_invoice = El crédito está en su cuenta y se descuenta de la próxima factura.
reason-being_posted = El crédito va camino de su factura.
reason-applied_on_invoice = El crédito se descontó de su factura.
reason-partly_applied = Una parte del crédito se descontó de su factura; el resto, de la próxima.
reason-expired = El crédito no se usó a tiempo y caducó.
reason-reversed = El crédito fue retirado.
reason-nothing_promised = El programa no da crédito por esto.
reason-budget_exhausted = El programa ya había dado todo lo que podía cuando contó el registro de su contacto.
reason-cap_reached = Ha alcanzado el máximo que da el programa.
reason-admin_decision = Nuestro equipo lo decidió así. Pregúnteles si quiere saber más.
reason-invite_opted_out = La invitación no se envió.
reason-invite_not_sent = { reason-invite_opted_out }
reason-invite_bounced = La invitación no se pudo entregar.
reason-invite_expired = La invitación no se aceptó a tiempo.
mend-waiting = Cambie a un plan de pago, o pague lo atrasado, y el crédito es suyo.
mend-lost = Cambie a un plan de pago, y su próximo recomendado le dará crédito.

### Novedades.

told-earned = { $cause ->
    [signup] { $friend } se registró: usted ganó { $amount }
    [paid] { $friend } hizo un primer pago: usted ganó { $amount }
   *[none] Usted ganó { $amount } por recomendar a { $friend }
}{ $until ->
    [none] .
   *[some] , retenido hasta el { $until }.
}
told-waiting = Su crédito por recomendar a { $friend } está en espera. { $why }
told-no-credit = { $friend } no le dio crédito. { $why }
told-friend = Le recomendaron, y { $amount } de crédito son suyos.
told-friend-later = Le recomendaron, y { $amount } de crédito llegan con su primer pago.
told-credit = { $friend ->
    [none] Su crédito de { $amount }
   *[some] Su crédito de { $amount } por recomendar a { $friend }
}
told-posted = { told-credit } está en su cuenta y se descuenta de la próxima factura.
told-canceled = { told-credit } fue cancelado. { $why }
told-expired = { told-credit } no se usó a tiempo y caducó.
told-reversed = { told-credit } fue retirado. { $why }
told-given = { $friend ->
    [none] Recibió { $amount } de crédito.
   *[some] Recibió { $amount } de crédito por recomendar a { $friend }.
}
told-taken = Se retiraron { $taken }. Queda: { told-credit }. { $why }
told-reinstated = { told-credit } es suyo de nuevo: el pago correspondiente se mantiene.
told-applied = { told-credit } se descontó de la factura { $invoice }.

### Preguntas y respuestas.

faq-amount = ¿Qué ganamos?
faq-amount-text = Es crédito para facturas de { $product }. Cada cliente nuevo cuenta una vez, y varios se suman.
faq-amount-terms = Las condiciones están en { $url }
faq-cash = ¿Puedo recibirlo en dinero?
faq-cash-text = No. El crédito solo paga facturas de { $product }; no se entrega en dinero.
faq-instant = ¿Cuándo llega el crédito?
faq-instant-signup = En cuanto su contacto se registra. No gana nada más si paga o cambia de plan.
faq-instant-verified = En cuanto su contacto se ha registrado y ha confirmado su dirección de correo. No gana nada más si paga o cambia de plan.
faq-instant-paid = Con el primer pago de su contacto, si llega dentro de { days } desde el registro. Una prueba no cuenta.
faq-minimum = El pago tiene que superar { $amount }.
faq-plans = Tiene que ser de un plan que el programa incluye.
faq-hold = Después queda retenido { days }.
faq-retention = Después, su contacto tiene que seguir suscrito { days }, o el crédito se pierde.
faq-told = Se le avisa en el acto, por correo y en esta página.
faq-friend-paid = El crédito de su contacto llega con su primer pago.
faq-friend-same = El crédito de su contacto llega al mismo tiempo.
faq-who = ¿Quién puede ganar crédito?
faq-who-any = Toda persona con una cuenta en { $product }, pague o no.
faq-who-active = Toda persona cuya cuenta en { $product } esté abierta.
faq-who-paying = Solo los clientes de pago, y una prueba no lo es. Debe tener un plan de pago { $when ->
    [signup] cuando su contacto se registra
    [verified] cuando su contacto confirma su dirección de correo
    [paid] cuando su contacto hace un primer pago
    [signup-and-verified] cuando su contacto se registra y cuando confirma su dirección de correo
   *[signup-and-paid] cuando su contacto se registra y cuando hace un primer pago
}; { $count ->
    [none] si no, la recomendación no le da nada.
   *[other] si no, guardamos el crédito { days }, y es suyo en cuanto pague.
}
faq-upgrade = Puede cambiar de plan en { $url }
faq-after = ¿Se puede recomendar a alguien después de su registro?
faq-after-link = No. Su contacto debe registrarse por su enlace, dentro de { days } desde el clic, o escribir su código. { faq-after-other }
faq-after-accept = No. Su contacto debe registrarse con el botón de una invitación suya, dentro de { days } desde el clic. { faq-after-other }
faq-after-both = No. Su contacto debe registrarse por su enlace, dentro de { days } desde el clic, o escribir su código, o registrarse con el botón de una invitación suya, dentro de { days } desde el clic. { faq-after-other }
faq-after-other = No hay forma de saber que cualquier otro registro es suyo.
faq-use = ¿Cuándo puedo usar mi crédito?
faq-use-automatic = Se descuenta solo de su próxima factura, y esa factura lo muestra. En un plan mensual es la del mes siguiente; en uno anual, la del año siguiente, salvo que llegue antes una factura, por ejemplo por un cambio de plan. { faq-use-rest }
faq-use-on-request = En cualquier momento. Una vez usado, se descuenta de su próxima factura, o de un cambio de plan o un complemento que se facture en el acto. En un plan anual, si no se factura nada antes, es la factura del año siguiente. { faq-use-rest }
faq-use-rest = Lo que una factura no use pasa a la siguiente.
faq-void = Si su propia suscripción termina, también termina el crédito por sus recomendaciones que ninguna factura haya usado.
faq-redeem = ¿Cómo lo uso?
faq-redeem-automatic = No tiene que hacer nada: se descuenta solo de su factura.
faq-redeem-here = Úselo usted en esta página, o pídalo a nuestro equipo de soporte.
faq-redeem-there = Pídalo a nuestro equipo de soporte, o úselo usted en { $url }
faq-team = Estoy en un equipo. ¿De qué factura se descuenta?
faq-team-text = De la del equipo. El crédito va a la cuenta que se factura, lo haya ganado quien lo haya ganado, y no a una sola persona.
faq-several = ¿Puedo invitar a varias personas a la vez?
faq-several-one = No: una invitación va a una persona, y puede enviar { $count } al día.
faq-several-many = Sí, hasta { $most } a la vez, y { $count } al día.
faq-several-self = Usted envía las invitaciones desde su propio programa de correo, a cuantas personas quiera.
faq-several-off = Desde aquí no se envían invitaciones.
faq-several-link = Comparta su enlace con cuantas personas quiera.
faq-privacy = ¿Se ven entre sí las personas que invito?
faq-privacy-text = No. Cada una recibe su propio mensaje y no ve el nombre ni la dirección de nadie más.
faq-missing = ¿Por qué mi contacto no recibió invitación?
faq-missing-known = No se envía invitación a una dirección que tiene, o tuvo, una cuenta en { $product }.
faq-missing-asked = No escribimos a quien nos lo ha pedido, ni a quien fue invitado en los últimos { days }.
faq-missing-spam = Los demás quizá la encuentren en la carpeta de correo no deseado o, en Gmail, en la pestaña Promociones.

### Correos.

mail-greeting = { $name ->
    [none] Hola:
   *[some] Hola, { $name }:
}
mail-or-open = O abra este enlace:
mail-terms = Condiciones
mail-reference = Referencia: { $reference }
mail-why = ¿Por qué recibo esto? Usted participa en el programa de recomendaciones de { $product }, y se trata de sus propias recomendaciones.
mail-why-friend = ¿Por qué recibo esto? Usted se registró en { $product } por una recomendación, y se trata del crédito correspondiente.
mail-stop-referrals = No recibir más correos sobre mis recomendaciones
mail-stop-credit = No recibir más correos sobre mi crédito
mail-stop-friend = No recibir más correos sobre el crédito por recomendación
mail-stop-reminders = No recibir más recordatorios sobre mis recomendaciones
mail-stop-invites = ¿No le interesa? No vuelvan a escribirme
mail-see-credit = Ver mi crédito
mail-redeem = Usar mi crédito
mail-refer = Recomendar
mail-upgrade = Cambiar de plan
mail-question = ¿Por qué?

mail-your-credit = { $friend ->
    [none] su crédito de { $amount }
   *[some] su crédito de { $amount } por recomendar a { $friend }
}
mail-next = { $bill ->
    [team] { $amount } menos en la próxima factura de su equipo
   *[own] { $amount } menos en su próxima factura
}
mail-next-annual = { $bill ->
    [team] { $amount } menos en la próxima factura anual de su equipo
   *[own] { $amount } menos en su próxima factura anual
}
mail-to-redeem = { $amount } para usar
mail-expected = { $about ->
    [none] { "" }
   *[some] Previsto para el { $about }.{ " " }
}
mail-next-how = { mail-expected }Se descuenta solo, y la factura lo muestra.
mail-next-annual-how = { mail-expected }Se descuenta solo, y la factura lo muestra. Un cambio de plan o plazas añadidas que se facturen antes lo usan antes.
mail-to-redeem-how = Úselo cuando quiera. { mail-redeemed }
mail-redeemed = { $bill ->
    [team] Entonces se descuenta de la próxima factura de su equipo, o de un cambio de plan o un complemento que se facture en el acto.
   *[own] Entonces se descuenta de su próxima factura, o de un cambio de plan o un complemento que se facture en el acto.
}
mail-later-next = { $bill ->
    [team] Después se descuenta solo de la próxima factura de su equipo, y la factura lo muestra.
   *[own] Después se descuenta solo de su próxima factura, y la factura lo muestra.
}
mail-later-annual = { $bill ->
    [team] Después se descuenta solo de la próxima factura anual de su equipo, o de un cambio de plan o plazas añadidas que se facturen antes, y esa factura lo muestra.
   *[own] Después se descuenta solo de su próxima factura anual, o de un cambio de plan o plazas añadidas que se facturen antes, y esa factura lo muestra.
}
mail-later-redeem = Después podrá usarlo. { mail-redeemed }
mail-team = Va a la factura de su equipo, no a una sola persona.

invite-intro = { mail-greeting } le escribe { $product }. { $first } nos pidió que le hiciéramos llegar esto:
invite-button = Aceptar la invitación de { $first }
invite-headline = { $referrer } le recomienda { $product }
invite-preheader = { $reward ->
    [none] Una invitación personal de { $referrer }.
   *[some] { $reward } para usted, { $condition }.
}
invite-box = { $reward } para usted
invite-condition = Lo recibe { $condition }, con esta invitación.
invite-until = Válido hasta el { $until }.
invite-why = ¿Por qué recibo esto? { $referrer } escribió su dirección en { $product } y nos pidió que le enviáramos este único mensaje. Usted no está en ninguna lista de correo.{ $reward ->
    [none] { "" }
   *[some] { " " }{ $first } puede ganar { $reward } si usted se une.
}

friend-did = { $friend ->
    [none] { $cause ->
        [signup] uno de sus contactos se registró en { $product }.
       *[paid] uno de sus contactos hizo un primer pago a { $product }.
    }
   *[some] { $cause ->
        [signup] su contacto { $friend } se registró en { $product }.
       *[paid] su contacto { $friend } hizo un primer pago a { $product }.
    }
}
earned-subject = { $friend ->
    [none] Ganó { $amount } de crédito por una recomendación
   *[some] Ganó { $amount } de crédito por recomendar a { $friend }
}
earned-headline = Ganó { $amount } de crédito
earned-text = { mail-greeting } buenas noticias: { friend-did }
earned-hold = { $amount } en espera hasta el { $until }
earned-hold-signup = Esperamos para asegurarnos de que el registro es auténtico.
earned-hold-paid = Esperamos por si el pago se reembolsa.
earned-balance = Crédito disponible en total: { $amount }.

applied-subject = { $bill ->
    [team] Se descontaron { $amount } de crédito de la factura de su equipo
   *[own] Se descontaron { $amount } de crédito de su factura
}
applied-headline = Se usaron { $amount } de crédito
applied-text = { mail-greeting } { $friend ->
    [none] { $amount } de su crédito
   *[some] { $amount } de su crédito por recomendar a { $friend }
} se descontaron de la última factura { $bill ->
    [team] de su equipo
   *[own] de su cuenta
}.
applied-box = { $bill ->
    [team] { $amount } menos en la factura de su equipo
   *[own] { $amount } menos en su factura
}
applied-how = La factura lo muestra como saldo aplicado.

canceled-subject = Su crédito de { $amount } fue cancelado
canceled-headline = { $amount } de crédito cancelados
canceled-text = { mail-greeting } { mail-your-credit } fue cancelado antes de llegar a una factura.

expired-subject = Su crédito de { $amount } ha caducado
expired-headline = { $amount } de crédito caducados
expired-preheader = No se usó a tiempo.
expired-text = { mail-greeting } { mail-your-credit } no se usó a tiempo y ha caducado.
expired-how = El crédito de este programa se puede usar durante un tiempo limitado, como dicen sus condiciones.

expiring-subject = Su crédito de { $amount } caduca el { $day }
expiring-headline = Use a tiempo su crédito de { $amount }
expiring-text = { mail-greeting } { mail-your-credit } sigue ahí y se puede usar hasta el { $day }.
expiring-box = { $amount } caducan el { $day }
expiring-how = Aún no ha habido una factura suya de la que descontarlo. En cuanto su cuenta tenga un plan de pago, se hará solo.

given-subject = { $amount } de crédito son suyos
given-preheader = Nuestro equipo lo revisó.
given-text = { mail-greeting } nuestro equipo revisó { mail-your-credit }, y es suyo.

posted-subject = { $bill ->
    [team] Su crédito de { $amount } se descuenta de la próxima factura de su equipo
   *[own] Su crédito de { $amount } se descuenta de su próxima factura
}
posted-headline = { $bill ->
    [team] { $amount } de crédito están en la cuenta de su equipo
   *[own] { $amount } de crédito están en su cuenta
}
posted-text = { mail-greeting } { mail-your-credit } ya está en { $bill ->
    [team] la cuenta de su equipo
   *[own] su cuenta
}.
posted-preheader = { mail-next }. Lo que una factura no use pasa a la siguiente.
posted-rest = Lo que una factura no use pasa a la siguiente.

reinstated-subject = Su crédito de { $amount } ha vuelto
reinstated-headline = { $amount } de crédito son suyos de nuevo
reinstated-preheader = El pago correspondiente se mantiene.
reinstated-text = { mail-greeting } el pago detrás de { mail-your-credit } se mantiene, así que es suyo de nuevo.

reversed-subject = Se retiraron { $amount } de crédito
reversed-text = { mail-greeting } { $friend ->
    [none] { $amount } del crédito por unirse
   *[some] { $amount } del crédito por recomendar a { $friend }
} se retiraron { $bill ->
    [team] de la cuenta de su equipo
   *[own] de su cuenta
}.
reversed-rest = Lo que las facturas ya usaron, usado queda.
reversed-used = Una factura ya lo había usado: otro crédito de la cuenta lo cubre, o la próxima factura lo suma.

welcome-headline = { $referrer ->
    [none] Ya está dentro: { $amount } de crédito para { $product }
   *[some] Ya está dentro: { $amount } de crédito, de { $referrer }
}
welcome-text = { mail-greeting } le damos la bienvenida a { $product }. { $referrer ->
    [none] Le recomendaron
   *[some] { $referrer } le recomendó
}, así que esto es suyo:
welcome-later = { $amount } después de su primer pago

your-friend = { $friend ->
    [none] su contacto
   *[some] { $friend }
}
at-risk-subject-lost = Cambie de plan antes de que pague { your-friend }, o su crédito de { $amount } se pierde
at-risk-subject-kept = Cambie de plan para recibir su crédito de { $amount }: { your-friend }
at-risk-headline = Su crédito de { $amount } necesita un plan de pago
at-risk-text = { mail-greeting } { your-friend } se registró en { $product }. { $amount } de crédito son suyos con el primer pago, si para entonces su propia cuenta tiene un plan de pago.
at-risk-box = Cambie de plan antes de que pague { your-friend }
at-risk-rule = Solo los clientes de pago ganan crédito por recomendar, y su cuenta no tiene ahora un plan de pago.
at-risk-trial = La prueba de { your-friend } termina el { $day }; el primer pago puede llegar enseguida.
at-risk-lost = Si el pago llega antes, su crédito se pierde.
at-risk-kept = Si el pago llega antes, le guardamos el crédito { days }.

not-yet-subject-paid = Su crédito de { $amount } llega cuando { your-friend } haga un primer pago
not-yet-subject-verified = Su crédito de { $amount } llega cuando { your-friend } confirme su dirección de correo
not-yet-headline = { $amount } de crédito están por llegar
not-yet-text = { mail-greeting } { your-friend } se registró en { $product } y aún falta algo para que cuente.
not-yet-box-paid = { $amount } de crédito cuando { your-friend } haga un primer pago
not-yet-box-verified = { $amount } de crédito cuando { your-friend } confirme su dirección de correo
not-yet-how-paid = Una prueba no cuenta.
not-yet-how-verified = Un recordatorio de su parte puede ayudar.
not-yet-until = Cuenta hasta el { $until }.

digest-subject = Sus recomendaciones en { $month }: { digest-summary }
digest-headline = Sus recomendaciones en { $month }
digest-text = { mail-greeting } esto es lo que dieron sus recomendaciones en { $month }.
digest-friends = { $count ->
    [one] 1 contacto se unió
   *[other] { $count } contactos se unieron
}
digest-summary = { $count ->
    [0] { $earned ->
        [none] su crédito se movió
       *[some] { $earned } ganados
    }
   *[other] { $earned ->
        [none] { digest-friends }
       *[some] { digest-friends }, { $earned } ganados
    }
}
digest-earned = Ganado: { $amount }.
digest-bill = Puesto en la factura: { $amount }.
digest-expired = Caducado: { $amount }.
digest-canceled = Cancelado: { $amount }.

no-credit-subject = { $friend ->
    [none] Sin crédito por una recomendación, y por qué
   *[some] Sin crédito por recomendar a { $friend }, y por qué
}
no-credit-headline = { $friend ->
    [none] Sin crédito por una recomendación
   *[some] Sin crédito por recomendar a { $friend }
}
no-credit-question = ¿Por qué no?
no-credit-waiting-subject = { $friend ->
    [none] Su crédito de { $amount } por una recomendación está en espera
   *[some] Su crédito de { $amount } por recomendar a { $friend } está en espera
}
no-credit-waiting-headline = Su crédito de { $amount } está en espera
no-credit-waiting-question = ¿Qué espera?
no-credit-text = { mail-greeting } { friend-did }
no-credit-until = Tiene hasta el { $until }.

terms-subject = Hasta el { $until }: { $offer }
terms-headline = Las condiciones cambian pronto
terms-text = { mail-greeting } las condiciones del programa de recomendaciones de { $product } cambian. Los contactos que se registren hasta entonces cuentan aún según las de hoy.
terms-box = Hasta el { $until }: { $offer }.
terms-then = { $then ->
    [none] Después rigen otras condiciones; los importes siguen igual.
   *[some] Después: { $then }.
}

unused-subject = Su enlace de recomendación de { $product } espera a su primer contacto
unused-headline = Su enlace de recomendación está listo
unused-text = { mail-greeting } usted creó su enlace de recomendación, y nadie se ha registrado aún con él. Va bien en cualquier lugar donde escriba a alguien.
unused-box = { $offer }.
unused-link = Su enlace: { $url }

### La página detrás de la invitación.

landing-title = Tiene una invitación a { $product }
landing-heading = { $inviter ->
    [none] Alguien que conoce le invita a { $product }
   *[some] { $inviter } le invita a { $product }
}
landing-who = { $inviter ->
    [none] Su contacto
   *[some] { $inviter }
}
landing-credit = { $amount } de crédito para usted
landing-when = Lo recibe { $condition }, para sus facturas.
landing-until = La oferta vale hasta el { $until }.
landing-terms = Condiciones de la oferta
landing-accept = Aceptar y registrarse
landing-next = Qué pasa después
landing-button = El botón le lleva a la página de registro de { $product }. { landing-who } puede ver que usted aceptó.
landing-new = La oferta es para clientes nuevos de { $product }.
landing-earns = { landing-who } puede ganar { $amount } de crédito si usted se une.
landing-address = { landing-who } escribió su dirección para que se pudiera enviar esta invitación. No se transmite con este enlace, y usted puede registrarse con otra dirección.
landing-forwarded = ¿Alguien le reenvió esta invitación? También vale para usted.
landing-plain = Registrarse sin la invitación
landing-sign-up = Registrarse
landing-description = { $credit ->
    [none] Regístrese en { $product }.
   *[some] { $credit }. { $lines }
}
landing-paused = Esta oferta está en pausa
landing-paused-text = Las invitaciones están en pausa por ahora. Vuelva en unos días, o regístrese ya sin la oferta.
landing-expired = Esta invitación ha caducado
landing-expired-text = { $inviter ->
    [none] Pida una nueva si quiere, o regístrese sin ella.
   *[some] Pida una nueva a { $inviter } si quiere, o regístrese sin ella.
}
landing-over = Esta oferta ha terminado
landing-over-text = El programa de recomendaciones ha acabado. Puede registrarse igualmente.
landing-withdrawn = Esta invitación fue retirada
landing-withdrawn-text = Ya no es válida. Puede registrarse igualmente.
landing-unknown = Este enlace está incompleto
landing-unknown-text = Falta una parte o cambió por el camino. Abra la invitación de nuevo desde su correo, o regístrese sin ella.
landing-unavailable = Esta página no funciona ahora mismo
landing-unavailable-text = Inténtelo de nuevo en un momento. Su invitación no se pierde.
landing-customer = Usted ya está en { $product }
landing-customer-text = { $inviter ->
    [none] La oferta es para cuentas nuevas, y usted ya tiene una. Dé las gracias igualmente: también usted puede recomendar.
   *[some] La oferta es para cuentas nuevas, y usted ya tiene una. Dé las gracias a { $inviter } igualmente: también usted puede recomendar.
}
landing-customer-again = ¿La cuenta no es suya, o necesita otra? Puede registrarse igualmente.
landing-own = Esta es su propia invitación
landing-own-text = Es lo que ve su contacto, con un botón para aceptar. Recomendarse a uno mismo no da crédito, así que aquí no lo hay.

### La página para no recibir correos.

stop-title = Correos de { $product }
stop-partial = Este enlace está incompleto.
stop-partial-text = Parece que falta una parte. Abra de nuevo el enlace del mensaje, o cópielo entero.
stop-done = Hecho.
stop-done-chosen = Desde ahora llega lo que está marcado abajo.
stop-done-nothing = A esta dirección no llega correo.
stop-done-invites = { $product } no volverá a invitar a esta dirección, lo pida quien lo pida.
stop-done-notifications = { $product } ya no le escribirá cuando pase algo con sus recomendaciones. Su crédito sigue, y la página «Recomiende y gane» se lo cuenta todo.
stop-done-reminders = { $product } ya no le enviará recordatorios.
stop-ask-invites = ¿No recibir nunca más una invitación a { $product }?
stop-ask-invites-text = Pulse el botón, y nadie podrá hacer que { $product } invite a esta dirección.
stop-ask-invites-button = No vuelvan a escribirme
stop-ask-notifications = ¿No recibir más correos sobre sus recomendaciones?
stop-ask-notifications-text = Pulse el botón, y { $product } ya no le escribirá cuando pase algo con ellas. Su crédito sigue, y la página «Recomiende y gane» se lo cuenta todo.
stop-ask-notifications-button = No recibir estos correos
stop-ask-reminders = ¿No recibir más recordatorios?
stop-ask-reminders-text = Pulse el botón, y { $product } ya no le enviará recordatorios, por ejemplo antes de que caduque un crédito. Seguirá sabiendo cuándo gana algo.
stop-ask-reminders-button = No recibir recordatorios
stop-stopped-invites = A esta dirección no llegan invitaciones.
stop-stopped-invites-text = Usted lo pidió: { $product } ya no invita a esta dirección, lo pida quien lo pida.
stop-stopped-notifications = No recibe correos sobre sus recomendaciones.
stop-stopped-reminders = No recibe recordatorios.
stop-stopped-text = Usted lo pidió. Abajo puede elegir de nuevo.
stop-impossible = A esta dirección no llega correo.
stop-impossible-text = Un mensaje fue devuelto, o se marcó como no deseado. Si es un error, escriba al soporte de { $product }.
stop-choose = Elija lo que recibe
stop-news = Novedades
stop-news-what = Cuando llega un contacto, cuando gana crédito y cuando se descuenta de una factura.
stop-reminders = Recordatorios
stop-reminders-what = Antes de que un crédito caduque o se pierda, y cuando algo le espera.
stop-save = Guardar mi elección
stop-all = O nada en absoluto
stop-all-text = Ni novedades, ni recordatorios, ni invitaciones de nadie: nada más del programa de recomendaciones de { $product }.
stop-all-stranger = Si se hiciera cliente, tampoco sabría del crédito que gane.
stop-all-button = No recibir nada

### Por qué está algo como está.

did-sign-up = { $side ->
    [friend] { $signed ->
        [none] Usted se registró
       *[some] Usted se registró el { $signed }
    }
   *[referrer] { $signed ->
        [none] { Your-friend } se registró
       *[some] { Your-friend } se registró el { $signed }
    }
}
did-pay = { $side ->
    [friend] { $qualified ->
        [none] Usted hizo un primer pago
       *[some] Usted hizo un primer pago el { $qualified }
    }
   *[referrer] { $qualified ->
        [none] { Your-friend } hizo un primer pago
       *[some] { Your-friend } hizo un primer pago el { $qualified }
    }
}
did-qualify = { $event ->
    [paid] { did-pay }
   *[signup] { did-sign-up }
}
Your-friend = { $friend ->
    [none] Su contacto
   *[some] { $friend }
}
Your-credit = { $amount ->
    [none] Su crédito
   *[some] Su crédito de { $amount }
}
your-credit = { $amount ->
    [none] su crédito
   *[some] su crédito de { $amount }
}
next-invoice = { $about ->
    [none] su próxima factura
   *[some] { $interval ->
        [year] su próxima factura anual, hacia el { $about }
       *[other] su próxima factura, hacia el { $about }
    }
}
two-sentences = { $one }, y { $other }

text-not_via_link_or_accept = { $ways ->
    [link] { did-sign-up }, y el registro no llegó por el enlace de un contacto, así que no se atribuye a nadie.
    [accept] { did-sign-up }, y el registro no llegó por el botón de una invitación, así que no se atribuye a nadie.
   *[both] { did-sign-up }, y el registro no llegó por el enlace de un contacto ni por el botón de una invitación, así que no se atribuye a nadie.
}
text-attribution_window_passed = { did-sign-up }, más de { days } después de haber venido por un enlace o una invitación, así que ya no se pudo atribuir.
text-already_referred = Su cuenta ya fue recomendada antes. Cada cuenta cuenta una vez.
text-existing_account = La oferta es para clientes nuevos, y este registro no contó como nuevo.
text-self_referral = { did-sign-up } por un enlace o una invitación propios. Recomendarse a uno mismo no da crédito.
text-same_account = { did-sign-up } por un enlace o una invitación de su propia cuenta. Una recomendación da crédito cuando trae otra cuenta.
text-program_inactive = { did-sign-up }. El programa de recomendaciones no estaba en marcha entonces, o quien le recomendó ya no participaba.
text-awaiting_email_verification = { $side ->
    [friend] { did-sign-up }, y su dirección de correo aún no está confirmada. { Your-credit } llega cuando lo esté.
   *[referrer] { did-sign-up }, y su dirección de correo aún no está confirmada. { Your-credit } llega cuando lo esté.
}
text-awaiting_first_payment = { $side ->
    [friend] { did-sign-up } y aún no ha pagado. { Your-credit } llega con su primer pago; una prueba no cuenta.
   *[referrer] { did-sign-up } y aún no ha pagado. { Your-credit } llega con el primer pago; una prueba no cuenta.
}
text-on_own_trial = { did-sign-up } y está en prueba hasta el { $trial }. { Your-credit } llega con su primer pago.
text-zero_amount_invoice = { $side ->
    [friend] { did-sign-up } y aún no ha pagado: una factura de cero no cuenta. { Your-credit } llega con su primer pago.
   *[referrer] { did-sign-up } y aún no ha pagado: una factura de cero no cuenta. { Your-credit } llega con el primer pago.
}
text-below_minimum = { $side ->
    [friend] { did-sign-up }. { Your-credit } llega con su primer pago superior { the-minimum }; aún no ha habido ninguno.
   *[referrer] { did-sign-up }. { Your-credit } llega con el primer pago superior { the-minimum }; aún no ha habido ninguno.
}
text-plan_not_included = { $side ->
    [friend] { did-sign-up }. { Your-credit } llega con su primer pago de un plan que el programa incluye; aún no hubo ninguno.
   *[referrer] { did-sign-up }. { Your-credit } llega con el primer pago de un plan que el programa incluye; aún no hubo ninguno.
}
the-minimum = { $minimum ->
    [none] al mínimo del programa
   *[some] a { $minimum }
}
text-window_passed_signup = { did-sign-up }, y la dirección de correo no se confirmó{ $ended ->
    [none] { "" }
   *[some] { " " }a más tardar el { $ended }
}, así que no dio crédito.
text-window_passed_paid = { did-sign-up }, y no llegó un pago que cuente{ $ended ->
    [none] { "" }
   *[some] { " " }a más tardar el { $ended }
}, así que no dio crédito.
text-nothing_promised = { $side ->
    [friend] El programa da crédito a quien le recomendó, y no al recomendado.
   *[referrer] { did-qualify }. El programa da crédito solo al recomendado.
}
text-not_open = { did-qualify }. Solo las cuentas abiertas ganan crédito por recomendar, y la suya no lo estaba en el momento que cuenta.
text-referrer_not_paying_at_instant = { did-qualify }. Solo los clientes de pago ganan crédito por recomendar, y su cuenta no tenía un plan de pago en el momento que cuenta.
text-kept_until = Le guardamos { your-credit } hasta el { $since }.
text-waiting_for_referrer_to_pay = { did-qualify }. Solo los clientes de pago ganan crédito por recomendar, y su cuenta aún no tiene un plan de pago. Le guardamos { your-credit }.
text-waiting_overdue = { did-qualify }. Solo los clientes de pago ganan crédito por recomendar, y su cuenta tiene un pago atrasado. Le guardamos { your-credit }.
text-in_hold_until = { did-qualify }, y { your-credit } está retenido{ $next ->
    [none] { "" }
   *[some] { " " }hasta el { $next }
}, por si el pago se devuelve.
text-disputed = El pago detrás de { your-credit } está en disputa en el banco. No se pierde nada: el crédito espera a que se decida.
text-refunded = { $since ->
    [none] { Your-credit } terminó: el pago correspondiente fue reembolsado.
   *[some] { Your-credit } terminó el { $since }: el pago correspondiente fue reembolsado.
}
text-dispute_lost = { $since ->
    [none] { Your-credit } terminó: el pago correspondiente fue disputado en el banco y devuelto.
   *[some] { Your-credit } terminó el { $since }: el pago correspondiente fue disputado en el banco y devuelto.
}
text-friend_canceled = { $since ->
    [none] { Your-credit } terminó: la suscripción correspondiente no duró { days } desde el primer pago.
   *[some] { Your-credit } terminó el { $since }: la suscripción correspondiente no duró { days } desde el primer pago.
}
text-referrer_canceled = { $since ->
    [none] { Your-credit } terminó: su suscripción también, y el crédito que ninguna factura ha usado termina con ella.
   *[some] { Your-credit } terminó el { $since }: su suscripción también, y el crédito que ninguna factura ha usado termina con ella.
}
text-reversed = { $since ->
    [none] { Your-credit } fue retirado: el pago correspondiente fue reembolsado.
   *[some] { Your-credit } fue retirado el { $since }: el pago correspondiente fue reembolsado.
}
text-reversed_dispute = { $since ->
    [none] { Your-credit } fue retirado: el pago correspondiente fue disputado en el banco y devuelto.
   *[some] { Your-credit } fue retirado el { $since }: el pago correspondiente fue disputado en el banco y devuelto.
}
text-reversed_friend_canceled = { $since ->
    [none] { Your-credit } fue retirado: la suscripción correspondiente no duró { days } desde el primer pago.
   *[some] { Your-credit } fue retirado el { $since }: la suscripción correspondiente no duró { days } desde el primer pago.
}
text-reversed_referrer_canceled = { $since ->
    [none] { Your-credit } fue retirado: su suscripción terminó, y el crédito que ninguna factura ha usado termina con ella.
   *[some] { Your-credit } fue retirado el { $since }: su suscripción terminó, y el crédito que ninguna factura ha usado termina con ella.
}
text-reversed_used = Los { $used } que una factura ya había usado siguen usados por ahora; nuestro equipo lo está viendo.
text-reversed_used_stays = Los { $used } que las facturas ya habían usado siguen usados.
text-expired = { $since ->
    [none] { Your-credit } no se usó a tiempo y caducó.
   *[some] { Your-credit } no se usó a tiempo y caducó el { $since }.
}
text-awaiting_redemption = { did-qualify }, y puede usar { your-credit }.
text-waiting_for_stripe_customer = { Your-credit } es suyo. Irá a su factura en cuanto tenga una.
text-being_posted = { Your-credit } va camino de su factura.
text-posted_waiting_next_invoice = { did-qualify }. { Your-credit } está en el saldo de su cuenta{ $since ->
    [none] { "" }
   *[some] { " " }desde el { $since }
} y se descuenta de { next-invoice }.
text-use = { $used } se descontaron de la factura { $invoice } el { $day }
text-applied_on_invoice = { $uses }.
text-partly_applied = { $uses }. Los otros { $open } se descuentan de { next-invoice }.
text-currency_mismatch = { Your-credit } es suyo, pero su cuenta se factura en otra moneda, así que no se pudo poner en su factura.
text-posting_refused = { Your-credit } es suyo, pero no se pudo poner en su factura.
text-an_invoice = (sin número)

invite-told-bounced = La invitación que usted hizo el { $made } no se pudo entregar.
invite-told-expired = La invitación que usted hizo el { $made } no se aceptó hasta el { $ended }, así que ha caducado.
invite-told-too-late = Su invitación se aceptó el { $accepted }, y nadie se registró a tiempo.
invite-told-accepted = Su invitación se aceptó el { $accepted }, y nadie se ha registrado aún con ella.
invite-told-waiting = Usted hizo esta invitación el { $made }. Nadie se ha registrado aún con ella.

change-evidence = Si alguien sí le recomendó, escriba a nuestro equipo de soporte con el enlace o la invitación que usó; pueden revisarlo.
change-verification = { $last ->
    [none] Hay que confirmar la dirección.
   *[some] Hay que confirmar la dirección a más tardar el { $last }.
}
change-payment = { $last ->
    [none] El pago tiene que llegar.
   *[some] El pago tiene que llegar a más tardar el { $last }.
}
at-upgrade = { $upgrade ->
    [none] .
   *[some] : { $upgrade }
}
change-own-payment = Elija un plan de pago, y es suyo{ at-upgrade }
change-included-plan = Elija un plan que el programa incluye, y es suyo{ at-upgrade }
change-not-paying = Cambie a un plan de pago, y su próximo recomendado le dará crédito{ at-upgrade }
change-overdue = { $last ->
    [none] Pague lo atrasado, y es suyo.
   *[some] Pague lo atrasado a más tardar el { $last }, y es suyo.
}
change-waiting = { $last ->
    [none] Cambie a un plan de pago, y es suyo{ at-upgrade }
   *[some] Cambie a un plan de pago a más tardar el { $last }, y es suyo{ at-upgrade }
}
change-passes = No tiene que hacer nada: pasa solo.
change-stays = { $side ->
    [friend] Siga siendo cliente hasta el { $stays }; no hace falta nada más.
   *[referrer] Su contacto tiene que seguir siendo cliente hasta el { $stays }. No tiene que hacer nada.
}
change-disputed = Si el banco decide que el pago se mantiene, el crédito sigue; si no, termina. No tiene que hacer nada.
change-refunded = Si el reembolso falla, el crédito vuelve solo.
change-dispute-lost = Si se decide lo contrario, el crédito vuelve solo.
change-reversed = Si el pago vuelve, también vuelve el crédito, solo.
change-next-friend = Su próximo recomendado puede darle crédito.
change-plan = Elija un plan de pago, y se descontará de su factura{ at-upgrade }
change-posted = No tiene que hacer nada. Una factura que llegue antes, por ejemplo por un cambio de plan, lo usa antes. En un equipo, se descuenta de la factura del equipo.
change-mistake = Si cree que es un error, escriba a nuestro equipo de soporte.
change-staff = Nuestro equipo lo está viendo. No tiene que hacer nada.
change-refer = También usted puede recomendar: un cliente nuevo cuenta.
change-lost-at-signup = Su cuenta no tenía un plan de pago al registrarse su contacto, así que esta recomendación no le da crédito.
change-kept-at-signup = Su cuenta no tenía un plan de pago al registrarse su contacto: guardamos el crédito { days } después de su pago, y es suyo en cuanto usted pague{ at-upgrade }
change-lost-unless = Solo ganan los clientes de pago, y su cuenta no tiene un plan de pago: cambie de plan antes de que pague su contacto, o el crédito se pierde{ at-upgrade }
change-kept-unless = Solo ganan los clientes de pago, y su cuenta no tiene un plan de pago: cambie de plan como máximo { days } después de su pago{ at-upgrade }
change-redeem = { $redeem ->
    [none] Úselo, o pídalo a nuestro equipo de soporte
   *[some] Úselo en { $redeem } o pídalo a nuestro equipo de soporte
}, y se descuenta de su próxima factura, o de un cambio de plan o un complemento que se facture en el acto. Solo paga nuestras facturas; no se entrega en dinero.{ $last ->
    [none] { "" }
   *[some] { " " }Úselo a más tardar el { $last }: después caduca.
}
change-invite-address = Revise si la dirección tiene un error, e invite a su contacto a la correcta.
change-invite-again = Puede invitar a su contacto de nuevo.
change-invite-signup = Su contacto solo tiene que registrarse, a más tardar el { $last }.
change-invite-spam = Si su contacto no la encuentra, puede estar en la carpeta de correo no deseado o, en Gmail, en la pestaña Promociones. { $known ->
    [none] No se envía invitación a una dirección que nos lo pidió o que fue invitada en los últimos { days }.
   *[some] No se envía invitación a una dirección que tiene, o tuvo, una cuenta con nosotros, que nos lo pidió o que fue invitada en los últimos { days }.
}{ $last ->
    [none] { "" }
   *[some] { " " }Se puede aceptar hasta el { $last }.
}

once-signup = Es por el registro: no llega nada más con pagos o cambios de plan.
once-paid = Es por el primer pago, y llega una vez.
promised = { $side ->
    [friend] { $event ->
        [paid] El programa prometía { $amount } cuando usted hizo un primer pago el { $qualified }
       *[signup] El programa prometía { $amount } cuando usted se registró el { $signed }
    }
   *[referrer] { $event ->
        [paid] El programa prometía { $amount } cuando { your-friend } hizo un primer pago el { $qualified }
       *[signup] El programa prometía { $amount } cuando { your-friend } se registró el { $signed }
    }
}{ $ended ->
    [none] .
   *[some] , y así fue hasta el { $ended }.
} Un cambio posterior no lo afecta.

reply-greeting = { $name ->
    [none] Hola:
   *[some] Hola, { $name }:
}
