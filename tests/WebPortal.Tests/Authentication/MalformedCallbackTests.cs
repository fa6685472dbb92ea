using System.Net;
using System.Text;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>SI-01: ten thousand seeded callbacks, half of them with the genuine flow cookie, end on 4xx or a local page.</summary>
[Trait("Level", "Integration")]
public sealed class MalformedCallbackTests(ITestOutputHelper output)
{
    private const int Callbacks = 10_000;
    private const int Seed = 20261124;

    private static readonly string[] Values =
    [
        "", "x", "%00", "%ff%fe", "%c3%28", "<script>alert(1)</script>", "%0d%0aSet-Cookie:%20x=y", "../../etc", "[]", "{}", "null", "%E2%80%AE", new string('a', 5_000), "a&code=b", "access_denied",
        "CfDJ8" + new string('A', 300), "%25%32%35", "🚀", "a%20b+c", "';--",
    ];

    [Fact]
    public async Task None_Fails_And_None_Reaches_The_Token_Endpoint()
    {
        await using var portal = await PortalApp.StartAsync();
        var withCookie = portal.NewVisitor();
        var without = portal.NewVisitor();
        var state = System.Web.HttpUtility.ParseQueryString((await withCookie.StartSignInAsync()).Query)["state"]!;
        var random = new Random(Seed);
        output.WriteLine($"seed {Seed}");

        var statuses = new Dictionary<int, int>();
        for (var number = 0; number < Callbacks; number++)
        {
            var visitor = number % 2 == 0 ? withCookie : without;
            using var request = MakeRequest(random, state);
            using var answer = await visitor.SendAsync(request);
            var status = (int)answer.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is >= 400 and < 500 || IsLocalPage(answer), $"{number}: {status} {answer.Headers.Location}");
        }

        output.WriteLine(string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.DoesNotContain(portal.Emulator.Journal.Entries, entry => entry.Side == EmulatorSide.Web && entry.Method == "POST");
        Assert.DoesNotContain("unhandled", portal.Log.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLocalPage(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.OriginalString.StartsWith("/signin?reason=", StringComparison.Ordinal) == true;

    private static HttpRequestMessage MakeRequest(Random random, string state)
    {
        var query = new StringBuilder();
        foreach (var name in (string[])["code", "state", "error", "error_description", "state[]", "code[0]"])
        {
            var times = random.Next(0, name is "code" or "state" ? 3 : 2);
            for (var time = 0; time < times; time++)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name);
                if (random.Next(10) > 0)
                {
                    query.Append('=').Append(name == "state" && random.Next(4) == 0 ? Damaged(random, state) : Values[random.Next(Values.Length)]);
                }
            }
        }

        var method = random.Next(4) switch { 0 => HttpMethod.Post, 1 => HttpMethod.Head, _ => HttpMethod.Get };
        return new HttpRequestMessage(method, "/signin-bitbucket" + query);
    }

    private static string Damaged(Random random, string state)
    {
        var at = random.Next(state.Length - 2);
        return random.Next(3) switch
        {
            0 => state[..at],
            1 => state[..at] + (state[at] == 'a' ? 'b' : 'a') + state[(at + 1)..],
            _ => state + state,
        };
    }
}
