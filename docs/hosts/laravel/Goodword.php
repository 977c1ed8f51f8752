<?php
namespace App;

use App\Http\Middleware\CaptureReferral;
use Illuminate\Http\Request;
use RuntimeException;

class Goodword
{
    // What a visitor brought along; keep it with the new account.
    public static function referral(Request $request): array {
        $touches = array_map([CaptureReferral::class, 'tokens'], [$request->cookie('gw_ref'), $request->input('gw_ref')]);
        [$accept, $code] = [$request->input('accept_token'), $request->input('code')];
        $isToken = is_string($accept) && preg_match(CaptureReferral::TOKEN, $accept);
        return array_filter(['accept_token' => $isToken ? $accept : null, 'code' => is_string($code) ? substr(trim($code), 0, 100) : null])
            + ['touches' => array_merge(...$touches)];
    }

    // Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once.
    public static function tell(array $account): array {
        $headers = ['Authorization: Bearer ' . getenv('GOODWORD_KEY'), 'Content-Type: application/json'];
        $http = ['method' => 'POST', 'header' => $headers, 'content' => json_encode($account), 'timeout' => 3, 'ignore_errors' => true];
        $answer = @file_get_contents(getenv('GOODWORD') . '/v1/signups', false, stream_context_create(['http' => $http]));
        $status = (int) explode(' ', $http_response_header[0] ?? ' 0')[1];
        return $status === 200 ? json_decode($answer, true) : throw new RuntimeException("Goodword answered $status: $answer");
    }
}
