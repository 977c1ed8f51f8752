# Keeps by whose links a visitor came, until they sign up: the first touch and the latest.
class GoodwordCapture
  TOKEN = /\A[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}\z/
  def self.tokens(text) = text.to_s.b.split("..").grep(TOKEN).first(2)

  def initialize(app, name: "ref", days: 90, domain: nil, consent: ->(_request) { true })
    @app, @name, @days, @domain, @consent = app, name, days, domain, consent
  end

  def call(env)
    status, headers, body = @app.call(env)
    request = Rack::Request.new(env)
    kept = self.class.tokens(request.cookies["gw_ref"])
    # A token needs no percent signs, so nothing is decoded here.
    touch = env["QUERY_STRING"].to_s[/(?:\A|&)#{@name}=([^&]*)/, 1].to_s
    if request.get? && touch.match?(TOKEN) && !kept.include?(touch) && @consent.call(request)
      guarded = { path: "/", httponly: true, secure: true, same_site: :lax }
      cookie = { **guarded, value: [*kept.first, touch].join(".."), domain: @domain, max_age: @days * 86_400 }
      Rack::Utils.set_cookie_header!(headers, "gw_ref", cookie)
      headers["Cache-Control"] = "private" # no cache between hands it to other visitors
    end
    [status, headers, body]
  end
end
