using WebPortal.Authentication;
using WebPortal.Lending;
using WebPortal.Repositories;

namespace WebPortal.Pages;

/// <summary>Answers a view of the lists again from the bytes that were sent a moment ago, before anything else looks at the request.</summary>
/// <remarks>
/// 1. Only for a read without other credentials than a cookie that is open already, whose session is good now, and whose connection may be used now.
/// 2. What was sent belongs to the snapshot it was made from, and goes with it: a reading that brings something, a disconnection, a revocation.
/// 3. A page is the same only for the very same cookies and languages, session and roles, and for a short time: it tells how long ago things were.
///    A star that is set here changes the cookies (<see cref="MarksCookie"/>), so that whoever set it sees it, at whichever replica.
/// Everything else goes on to the pages and the API, which answer as if this were not here.
/// </remarks>
internal sealed class KeptViews(
    RequestDelegate next, SessionCookies cookies, SessionStore sessions, RepositoryCatalog catalog, KeptForms forms, AccessSettings access, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private static readonly PathString Pages = new("/repositories");

    public static void Use(WebApplication app) => app.UseWhen(IsView, views => views.UseMiddleware<KeptViews>());

    public async Task InvokeAsync(HttpContext context)
    {
        if (cookies.Find(context.Request) is not { } cookie || await sessions.FindAsync(cookie.Session, context.RequestAborted) is not { ConnectionId: { } connection } session)
        {
            await next(context);
        }
        else if (!IsPage(context.Request))
        {
            await (await forms.FindAsync(context, connection, view: null) is { } ready ? ready.ExecuteAsync(context) : next(context));
        }
        else
        {
            await AnswerPageAsync(context, connection, session);
        }
    }

    private async Task AnswerPageAsync(HttpContext context, Guid connection, LiveSession session)
    {
        var key = KeptAnswerKey.Of(context.Request, isCompressed: false, $"{context.Request.Headers.Cookie}\n{context.Request.Headers.AcceptLanguage}");
        var found = await catalog.FindKeptAsync(connection, view: null, key, context.RequestAborted);
        if (found?.Terms is KeptPage page && page.IsFor(session, access.Current, clock.GetUtcNow()))
        {
            await page.SendAsync(context, found.Body);
            return;
        }

        var rules = access.Current;
        var now = clock.GetUtcNow();
        var (status, body) = await PageCapture.RunAsync(context, next);
        if (status == StatusCodes.Status200OK && context.Features.Get<KeptPageOffer>() is { } offer && context.Response.Headers.SetCookie.Count == 0)
        {
            offer.Answers.Remove(key);
            catalog.Keep(offer.Answers, key, KeptPage.Of(context.Response, body, session, rules, now + KeptFor));
        }

        // An answer without a body is for the error pages to fill.
        if (body.Length > 0)
        {
            context.Response.ContentLength ??= body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool IsView(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) && (IsPage(request) || request.IsListOfApi()) && request.Headers.Authorization.Count == 0;
    }

    /// <summary>The list of everything or of one workspace; what lies below is about one repository and changes by itself.</summary>
    private static bool IsPage(HttpRequest request) =>
        request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase, out var below) && below.Value.AsSpan().LastIndexOf('/') <= 0;
}
