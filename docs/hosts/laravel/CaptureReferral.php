<?php
namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Cookie;

// Keeps by whose links a visitor came, until they sign up: the first touch and the latest.
class CaptureReferral
{
    public const TOKEN = '/^[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}$/D';
    protected array $options = ['name' => 'ref', 'days' => 90, 'domain' => null];
    protected function consents(Request $request): bool { return true; }

    public static function tokens(mixed $text): array {
        return array_slice(preg_grep(self::TOKEN, explode('..', is_string($text) ? $text : '')), 0, 2);
    }

    public function handle(Request $request, Closure $next) {
        $response = $next($request);
        ['name' => $name, 'days' => $days, 'domain' => $domain] = $this->options;
        [$touch, $kept] = [$request->query($name), self::tokens($request->cookie('gw_ref'))];
        $isNew = $request->isMethod('GET') && self::tokens($touch) === [$touch] && !in_array($touch, $kept, true);
        if ($isNew && $this->consents($request)) {
            [$value, $until] = [implode('..', [...array_slice($kept, 0, 1), $touch]), time() + $days * 86_400];
            $response->headers->setCookie(Cookie::create('gw_ref', $value, $until, '/', $domain, true, true, false, 'lax'));
            $response->headers->set('Cache-Control', 'private'); // no cache between hands it to others
        }
        return $response;
    }
}
