<?php
// A host in Laravel, as docs/hosts describes it; Laravel is the system's package.
require_once 'Illuminate/autoload.php';
require_once __DIR__ . '/CaptureReferral.php';
require_once __DIR__ . '/Goodword.php';

use App\Goodword;
use App\Http\Middleware\CaptureReferral;
use Illuminate\Config\Repository;
use Illuminate\Contracts\Debug\ExceptionHandler;
use Illuminate\Contracts\Encryption\Encrypter as Encrypts;
use Illuminate\Cookie\CookieServiceProvider;
use Illuminate\Cookie\Middleware\EncryptCookies;
use Illuminate\Encryption\Encrypter;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Exceptions\Handler;
use Illuminate\Foundation\Http\Kernel;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Facade;
use Monolog\Handler\NullHandler;

class Cookies extends EncryptCookies
{
    protected $except = ['gw_ref', 'consent'];
}

class Capture extends CaptureReferral
{
    public function __construct()
    {
        $set = ['name' => getenv('CAPTURE_NAME'), 'days' => (int) getenv('CAPTURE_DAYS'), 'domain' => getenv('CAPTURE_DOMAIN')];
        $this->options = array_merge($this->options, array_filter($set));
    }

    protected function consents(Request $request): bool
    {
        return !getenv('ON_CONSENT') || $request->cookie('consent') === 'yes';
    }
}

class HostKernel extends Kernel
{
    protected $bootstrappers = [];
    protected $middleware = [];
    protected $middlewareGroups = ['web' => [Cookies::class, Capture::class]];
}

$app = new Application(__DIR__);
$app->instance('config', new Repository([
    'app' => ['debug' => false, 'env' => 'testing'],
    'logging' => ['default' => 'null', 'channels' => ['null' => ['driver' => 'monolog', 'handler' => NullHandler::class]]],
    'session' => ['path' => '/', 'domain' => null, 'secure' => null, 'same_site' => null],
]));
Facade::setFacadeApplication($app);
$app->register(CookieServiceProvider::class);
$app->instance(Encrypts::class, new Encrypter(str_repeat('k', 32), 'AES-256-CBC'));
$app->singleton(ExceptionHandler::class, Handler::class);

$router = $app['router'];
$router->post('/signup', function (Request $request) {
    $account = [
        'account_id' => $request->input('account_id'),
        'member' => ['id' => $request->input('member_id'), 'email' => $request->input('email')],
        'signed_up_at' => $request->input('signed_up_at'),
    ];
    try {
        $answer = ['told' => true, 'outcome' => Goodword::tell($account + Goodword::referral($request))];
    } catch (RuntimeException $error) {
        $answer = ['told' => false, 'error' => $error->getMessage()];
    }
    return (new JsonResponse($answer))->withoutCookie('gw_ref');
})->middleware('web');
$router->get('/{path}', function (Request $request) {
    return ['path' => $request->getPathInfo(), 'query' => $request->server('QUERY_STRING')];
})->where('path', '.*')->middleware('web');

$kernel = $app->make(HostKernel::class);
$response = $kernel->handle($request = Request::capture());
$response->send();
$kernel->terminate($request, $response);
