using System.Globalization;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Tokens;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Html;

/// <summary>The home page, the person's app authorizations, signing out of the emulator, and the style sheet.</summary>
internal static class AccountPages
{
    private const string AuthorizationsPath = "/account/settings/app-authorizations";
    private const int MostListed = 100;

    private static readonly byte[] Style = ReadStyle();

    public static IEnumerable<WebOperation> All =>
    [
        WebOperation.Of(HttpMethods.Get, "/", HomePage.Show),
        WebOperation.Of(HttpMethods.Get, Page.StylePath, _ => StyleSheet()),
        WebOperation.Of(HttpMethods.Get, AuthorizationsPath, Authorizations),
        new(HttpMethods.Post, AuthorizationsPath, ChooseAsync),
        new(HttpMethods.Post, $"{AuthorizationsPath}/revoke", RevokeAsync),
        WebOperation.Of(HttpMethods.Post, "/account/signout", SignOut),
    ];

    private static Answer Authorizations(WebCall call)
    {
        var person = call.RememberedPerson;
        return Page.Show("App authorizations", Markup.Of($"""
                <section class="card">
                  <p class="eyebrow">Personal settings</p>
                  <h1>App authorizations</h1>
                  <form method="post" action="{AuthorizationsPath}" class="inline">
                    <label for="person">Person</label>
                    <select id="person" name="emulator_user">{Markup.Join(Listed(call, person).Select(one => Option(one, one == person)))}</select>
                    <button>Show</button>
                  </form>
            {(person is null ? Markup.Of($"<p>Choose a person to see which applications may use their account.</p>") : List(call, person))}
                </section>
            """));
    }

    private static IEnumerable<Person> Listed(WebCall call, Person? person)
    {
        var listed = call.State.World.People.Take(MostListed);
        return person is null || listed.Contains(person) ? listed : listed.Prepend(person);
    }

    private static Markup List(WebCall call, Person person)
    {
        var granted = call.State.Authorizations.Of(person);
        return granted.Count == 0
            ? Markup.Of($"<p><bdi>{person.DisplayName}</bdi> has not allowed any application.</p>")
            : Markup.Of($"""<ul class="grants">{Markup.Join(granted.Select(Grant))}</ul><p class="hint">Revoking ends every token of that application for this person at once.</p>""");
    }

    private static Markup Grant(AppAuthorization authorization) => Markup.Of($"""
        <li>
          <div><strong>{authorization.Client.ClientId}</strong><span class="username">{authorization.Scopes.Text}</span><span class="purpose">allowed {authorization.GrantedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</span></div>
          <form method="post" action="{AuthorizationsPath}/revoke">
            <input type="hidden" name="emulator_user" value="{authorization.Person.Username}">
            <input type="hidden" name="client_id" value="{authorization.Client.ClientId}">
            <button class="danger">Revoke <span class="visually-hidden">{authorization.Client.ClientId}</span></button>
          </form>
        </li>
        """);

    private static Markup Option(Person person, bool chosen) => Markup.Of(
        $"""<option value="{person.Username}"{(chosen ? new Markup(" selected") : Markup.None)}>{person.Username} – {person.DisplayName}</option>""");

    private static async Task<Answer> ChooseAsync(WebCall call, CancellationToken cancellationToken)
    {
        var form = await call.Request.ReadFormAsync(cancellationToken);
        if (call.State.World.FindPerson(form["emulator_user"].ToString()) is not { } person)
            return Page.Message("Nobody by that name", "Choose somebody from the list.", StatusCodes.Status400BadRequest);
        call.Remember(person);
        return Answer.Redirect($"{AuthorizationsPath}/", StatusCodes.Status303SeeOther);
    }

    private static async Task<Answer> RevokeAsync(WebCall call, CancellationToken cancellationToken)
    {
        var form = await call.Request.ReadFormAsync(cancellationToken);
        if (call.State.World.FindPerson(form["emulator_user"].ToString()) is not { } person)
            return Page.Message("Nobody by that name", "emulator_user must be somebody who exists, for example amelia.", StatusCodes.Status400BadRequest);
        if (!call.State.Authorizations.Revoke(form["client_id"].ToString(), person))
            return Page.Message("Nothing to revoke", "This person has not allowed that client, or it was revoked already.", StatusCodes.Status404NotFound);
        call.Remember(person);
        return Answer.Redirect($"{AuthorizationsPath}/", StatusCodes.Status303SeeOther);
    }

    private static Answer SignOut(WebCall call)
    {
        call.Forget();
        return Answer.Redirect("/", StatusCodes.Status303SeeOther);
    }

    private static Answer StyleSheet() =>
        new Answer { ContentType = "text/css; charset=utf-8", Body = Style }.With("Cache-Control", "max-age=60").With("X-Content-Type-Options", "nosniff");

    private static byte[] ReadStyle()
    {
        using var stream = typeof(AccountPages).Assembly.GetManifestResourceStream("emulator.css")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
