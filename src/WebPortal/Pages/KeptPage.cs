using WebPortal.Authentication;
using WebPortal.Repositories;

namespace WebPortal.Pages;

/// <summary>Whom a kept page was made for, until when it is true, and the headers it was sent with.</summary>
internal sealed record KeptPage(LiveSession Session, AccessRules Rules, DateTimeOffset GoodUntil, string? ContentType, string? Language, string? CacheControl, string? Pragma)
{
    public static KeptAnswer Of(HttpResponse response, byte[] body, LiveSession session, AccessRules rules, DateTimeOffset goodUntil) => new(
        body, new KeptPage(session, rules, goodUntil, response.ContentType, response.Headers.ContentLanguage, response.Headers.CacheControl, response.Headers.Pragma));

    /// <summary>The session and the rules are other objects as soon as anything about them may be different.</summary>
    public bool IsFor(LiveSession session, AccessRules rules, DateTimeOffset now) => ReferenceEquals(Session, session) && ReferenceEquals(Rules, rules) && now < GoodUntil;

    public Task SendAsync(HttpContext context, byte[] body)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = Language;
        response.Headers.CacheControl = CacheControl;
        response.Headers.Pragma = Pragma;
        return response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }
}
