require "net/http"

module GoodwordSignup
  # What a visitor brought along; keep it with the new account.
  def self.referral(request, params)
    tokens = ->(text) { GoodwordCapture.tokens(text) }
    brought = { touches: tokens.(request.cookies["gw_ref"]) + tokens.(params[:gw_ref]) }
    accept, code = [params[:accept_token], params[:code]].map { |it| it.to_s.strip }
    brought[:accept_token] = accept if accept.match?(GoodwordCapture::TOKEN)
    brought[:code] = code.first(100) if code.present?
    brought
  end

  # Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once.
  def self.tell(account)
    url = URI("#{ENV.fetch("GOODWORD")}/v1/signups")
    headers = { "Authorization" => "Bearer #{ENV.fetch("GOODWORD_KEY")}", "Content-Type" => "application/json" }
    patience = { use_ssl: url.scheme == "https", open_timeout: 3, read_timeout: 3 }
    answer = Net::HTTP.start(url.host, url.port, **patience) { |http| http.post(url.path, account.to_json, headers) }
    answer.is_a?(Net::HTTPSuccess) ? JSON.parse(answer.body) : raise("Goodword answered #{answer.code}: #{answer.body}")
  end
end
