using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

/// <summary>Remembers for a minute which line of cookies holds which handle, so that opening a sealed cookie is not the price of every request.</summary>
/// <remarks>
/// Only the exact text that was opened before is known here; anything else is opened anew. It tells nothing about the session: whether that is still
/// good is asked at every request, with the handle. A cookie past its own end, and every cookie once keys were made or revoked, is opened anew, too.
/// </remarks>
internal sealed class SessionCookies(IOptions<SignInAddressOptions> address, IKeyManager keys, AccessSettings settings, TimeProvider clock)
{
    public const int Capacity = 20_000;
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly string _name = address.Value.CookieName(CookieSetup.SessionCookie) + "=";
    private readonly ConcurrentDictionary<string, OpenedCookie> _opened = new(StringComparer.Ordinal);

    public OpenedCookie? Find(HttpRequest request) =>
        request.Headers.Cookie is [{ } cookies] && _opened.TryGetValue(cookies, out var opened) && clock.GetUtcNow() < opened.GoodUntil && !opened.KeysChanged.IsCancellationRequested
            ? opened : null;

    /// <summary>To be called with what the cookie handler has just opened.</summary>
    public void Remember(HttpRequest request, string handle, DateTimeOffset? endsAt)
    {
        // Two of one name, or two lines, are for the cookie handler to judge.
        if (request.Headers.Cookie is not [{ } cookies] || cookies.IndexOf(_name, StringComparison.Ordinal) != cookies.LastIndexOf(_name, StringComparison.Ordinal))
        {
            return;
        }

        // Whatever is lost here is opened once more.
        if (_opened.Count >= Capacity)
        {
            _opened.Clear();
        }

        var until = clock.GetUtcNow() + Remembered;
        _opened[cookies] = new OpenedCookie(new SessionKey(handle), endsAt < until ? endsAt.Value : until, keys.GetCacheExpirationToken());
    }

    /// <summary>The result of signing in with it, made once for a session and the roles in force.</summary>
    public AuthenticateResult ResultOf(OpenedCookie cookie, LiveSession session, Func<LiveSession, AuthenticateResult> make)
    {
        var rules = settings.Current;
        if (cookie.Made is { } made && ReferenceEquals(made.Session, session) && ReferenceEquals(made.Rules, rules))
        {
            return made.SignIn;
        }

        var result = make(session);
        cookie.Made = new SignedInResult(session, rules, result);
        return result;
    }
}

/// <summary>A cookie that was opened.</summary>
internal sealed class OpenedCookie(SessionKey session, DateTimeOffset goodUntil, CancellationToken keysChanged)
{
    public SessionKey Session => session;

    public DateTimeOffset GoodUntil => goodUntil;

    public CancellationToken KeysChanged => keysChanged;

    public SignedInResult? Made { get; set; }
}

/// <summary>Who the session signs in under these rules.</summary>
internal sealed record SignedInResult(LiveSession Session, AccessRules Rules, AuthenticateResult SignIn);
