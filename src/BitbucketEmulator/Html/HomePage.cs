using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Html;

/// <summary>Says what this is and where to go from here.</summary>
internal static class HomePage
{
    private const int MostListed = 40;

    public static Answer Show(WebCall call)
    {
        var (world, addresses) = (call.State.World, call.State.Addresses);
        return Page.Show("Home", Markup.Of($"""
                <section class="card">
                  <h1>A Bitbucket Cloud of your own</h1>
                  <p>Sign-in, consent, tokens and the REST API behave as Bitbucket Cloud’s do, with invented people and repositories and a clock you can move. Nothing is stored: a restart begins anew.</p>
                  <dl class="facts">
                    <dt>Authorize</dt><dd><code>{addresses.Web}/site/oauth2/authorize</code></dd>
                    <dt>Token</dt><dd><code>{addresses.Web}/site/oauth2/access_token</code></dd>
                    <dt>API</dt><dd><code>{addresses.Api}/2.0/</code></dd>
                    <dt>Clients</dt><dd>{Markup.Join(call.State.Clients.Select(client => Markup.Of($"<code>{client.ClientId}</code> ")))}</dd>
                  </dl>
                  <ul class="links">
                    <li><a href="/account/settings/app-authorizations/">App authorizations</a> – see and revoke what people allowed</li>
                    <li><a href="/emulator/journal?limit=50">Journal</a> – the last requests, as JSON</li>
                    <li><a href="/emulator/settings">Settings</a> and <a href="/emulator/faults">faults</a> – how it behaves and misbehaves, as JSON</li>
                    <li><a href="/emulator/people">People</a> – everybody, with API tokens and workspaces, as JSON</li>
                  </ul>
            {SignedIn(call.RememberedPerson)}
                </section>
                <section class="card" aria-labelledby="people">
                  <h2 id="people">Who can sign in</h2>
                  <div class="scroll" role="region" aria-labelledby="people" tabindex="0">
                    <table>
                      <thead><tr><th scope="col">Username</th><th scope="col">Name</th><th scope="col">Workspaces</th><th scope="col">Good for</th></tr></thead>
                      <tbody>{Markup.Join(world.People.Take(MostListed).Select(Row))}</tbody>
                    </table>
                  </div>
            {(world.People.Count > MostListed ? Markup.Of($"<p>… and {world.People.Count - MostListed} more.</p>") : Markup.None)}
                </section>
            """), wide: true);
    }

    private static Markup SignedIn(Person? person) => person is null ? Markup.None : Markup.Of($"""
              <form method="post" action="/account/signout" class="inline">
                <span>This browser is signed in as <bdi>{person.DisplayName}</bdi> ({person.Username}).</span>
                <button>Sign out</button>
              </form>
        """);

    private static Markup Row(Person person) => Markup.Of($"""
        <tr><th scope="row"><code>{person.Username}</code></th><td><bdi>{person.DisplayName}</bdi></td><td>{Workspaces(person)}</td><td>{person.Purpose}</td></tr>
        """);

    private static string Workspaces(Person person) => person.Memberships.Count switch
    {
        0 => "none",
        > 4 => $"{person.Memberships.Count} workspaces",
        _ => string.Join(", ", person.Memberships.Select(membership => membership.Workspace.Slug)),
    };
}
