using BitbucketEmulator.Authorization;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Html;

/// <summary>Who are you, and may this application do these things?</summary>
internal static class ConsentPage
{
    private const int MostListed = 60;

    public static Answer Show(WebCall call, AuthorizationRequest request, Person? person, bool choosing, string? complaint = null)
    {
        var known = person is not null && !choosing;
        return Page.Show(
            "Allow access?",
            Markup.Of($"""
                <section class="card" aria-labelledby="title">
                  <p class="eyebrow">Sign-in and consent</p>
                  <h1 id="title">Allow <span class="client">{request.Client.ClientId}</span> to use your account?</h1>
                {Complaint(complaint)}
                  <form method="post" action="{FormAddress(call)}">
                {(known ? Known(call, person!) : Choice(call, person))}
                    <h2>It will be able to</h2>
                    <ul class="scopes">{Markup.Join(request.Scopes.Granted.Select(Scope))}</ul>
                    <p class="target">Afterwards you return to <strong>{Host(request.RedirectUri)}</strong>.</p>
                    <div class="actions">
                      <button class="primary" name="emulator_decision" value="approve">Allow access</button>
                      <button name="emulator_decision" value="deny">Deny</button>
                    </div>
                  </form>
                </section>
                """),
            complaint is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Markup Complaint(string? complaint) =>
        complaint is null ? Markup.None : Markup.Of($"""<p class="complaint" role="alert">{complaint}</p>""");

    private static Markup Known(WebCall call, Person person) => Markup.Of($"""
            <div class="person">
              {Avatar(person)}
              <div><bdi class="name">{person.DisplayName}</bdi><span class="username">{person.Username}</span></div>
              <a href="{FormAddress(call)}&amp;emulator_choose=1">Use another person</a>
            </div>
            <input type="hidden" name="emulator_user" value="{person.Username}">
        """);

    private static Markup Choice(WebCall call, Person? chosen)
    {
        var people = call.State.World.People;
        var listed = people.Take(MostListed).ToList();
        chosen ??= listed[0];
        if (!listed.Contains(chosen))
            listed.Insert(0, chosen);
        return Markup.Of($"""
                <fieldset>
                  <legend>Who are you?</legend>
                  <div class="people">{Markup.Join(listed.Select(person => Option(person, person == chosen)))}</div>
            {(people.Count > MostListed ? Typed(people.Count) : Markup.None)}
                </fieldset>
            """);
    }

    private static Markup Option(Person person, bool chosen) => Markup.Of($"""
        <label class="option"><input type="radio" name="emulator_user" value="{person.Username}"{(chosen ? new Markup(" checked") : Markup.None)}>{Avatar(person)}<span class="who"><bdi class="name">{person.DisplayName}</bdi><span class="username">{person.Username}</span><span class="purpose">{person.Purpose}</span></span></label>
        """);

    private static Markup Typed(int count) => Markup.Of($"""
              <label class="typed" for="typed">Or type a username ({count} people exist)</label>
              <input id="typed" name="typed_user" autocomplete="off" spellcheck="false">
        """);

    private static Markup Avatar(Person person) =>
        Markup.Of($"""<span class="avatar hue-{Deterministic.Below(person.Number, 6)}" aria-hidden="true">{char.ToUpperInvariant(person.Username[0])}</span>""");

    private static Markup Scope(string scope) =>
        Markup.Of($"""<li><span>{ScopeWords.Of(scope)}</span> <code>{scope}</code></li>""");

    private static string Host(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Authority : address;

    // Everything the client sent comes along, except what the emulator itself added.
    private static string FormAddress(WebCall call)
    {
        var kept = call.Request.Query
            .Where(pair => !pair.Key.StartsWith("emulator_", StringComparison.Ordinal))
            .SelectMany(pair => pair.Value, (pair, value) => new KeyValuePair<string, string?>(pair.Key, value));
        return $"/site/oauth2/authorize{QueryString.Create(kept)}";
    }
}
