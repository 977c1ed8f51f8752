# A host in Rails, as docs/hosts describes it.
require "logger"
require "action_controller/railtie"
require_relative "goodword_capture"
require_relative "goodword_signup"

options = {
  name: ENV["CAPTURE_NAME"],
  days: ENV["CAPTURE_DAYS"]&.to_i,
  domain: ENV["CAPTURE_DOMAIN"],
  consent: ENV["ON_CONSENT"] && ->(request) { request.cookies["consent"] == "yes" },
}.compact

class Host < Rails::Application
  config.eager_load = false
  config.logger = Logger.new(nil)
  config.secret_key_base = "a secret of this test alone"
  config.hosts.clear
end
Host.config.middleware.use GoodwordCapture, **options

class PagesController < ActionController::Base
  def show
    render json: { path: request.path, query: request.query_string }
  end

  def signup
    account = {
      account_id: params[:account_id],
      member: { id: params[:member_id], email: params[:email] },
      signed_up_at: params[:signed_up_at],
    }
    cookies.delete(:gw_ref)
    outcome = GoodwordSignup.tell(account.merge(GoodwordSignup.referral(request, params)))
    render json: { told: true, outcome: outcome }
  rescue StandardError => error
    render json: { told: false, error: error.to_s }
  end
end

Rails.application.initialize!
Rails.application.routes.draw do
  post "/signup", to: "pages#signup"
  get "*path", to: "pages#show"
  root to: "pages#show"
end
run Rails.application
