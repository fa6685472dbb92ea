using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Web;

/// <summary>One request on the web side with everything an operation may look at.</summary>
internal sealed class WebCall(HttpContext context, EmulatorState state, JournalEntry entry, Dictionary<string, string> values)
{
    private const string PersonCookie = "emulator_person";

    public EmulatorState State { get; } = state;

    public JournalEntry Entry { get; } = entry;

    public HttpRequest Request => context.Request;

    /// <summary>Whoever used this browser last.</summary>
    public Person? RememberedPerson =>
        Request.Cookies[PersonCookie] is { Length: > 0 } username ? State.World.FindPerson(username) : null;

    /// <summary>A part of the path, by the name its template gives it.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    public string? Query(string name)
    {
        var value = Request.Query[name];
        return value.Count == 0 ? null : value[^1];
    }

    public void Remember(Person person) => context.Response.Cookies.Append(
        PersonCookie, person.Username, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });

    public void Forget() => context.Response.Cookies.Delete(PersonCookie, new CookieOptions { Path = "/" });
}
