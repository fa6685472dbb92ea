using System.Text;
using System.Text.RegularExpressions;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>Whatever stands in a request line, only addresses of listed shapes reach Bitbucket.</summary>
[Trait("Level", "Integration")]
public sealed partial class HostileAddressTests
{
    private const int Requests = 10_000;

    private const int Seed = 20261124;

    private static readonly string[] Starts =
    [
        "user", "user/workspaces", "workspaces/northlight", "repositories/northlight", "repositories/northlight/open-labels", "repositories/northlight/open-labels/src/main",
        "repositories/northlight/open-labels/refs/branches", "repositories/northlight/open-labels/diff", "repositories/northlight/open-labels/commits", "repositories/northlight/open-labels/pullrequests/1",
    ];

    private static readonly string[] Pieces =
    [
        "..", ".", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%c0%ae%c0%ae", "%ff", "%00", "%0d%0aX-Injected:%201", "%0a", "%09", "%7f", "%c2%85", "%e2%80%ae", "%ef%bc%8f", "/", "//", "%2f", "%2F%2F", "%252f",
        "\\", "%5c", "..%5c", "?", "#", "%23", "%3f", ";", ";a=b", "%3b", "@evil.example", "http://evil.example/", "//evil.example", "%", "%2", "%zz", "+", " ", "%20", "*", "%7B%7D", "{}", "~root", ":443",
        "README.md", "docs", "v1.1.0", "main", "%75ser", "hooks", "\u00fc", "%c3%bc", "a|b", "<script>", "'", "\"", "^", "`", "[::1]",
    ];

    private static readonly string[] Queries =
    [
        "", "?page=2", "?pagelen=1", "?access_token=stolen", "?fields=%2Bvalues", "?q=name%20~%20%22a%22", "?q=%0d%0aX-Injected:1", "?page=1&page=2", "?page[]=1", "?unknown=1", "?Page=1", "?pag%65=1", "?%70agelen=1",
        "?sort=%00", "?fields=%ff", "?path=../../etc", "?context=3&path=a%26b%3dc%23d", "?state=OPEN&state=MERGED", "?fields=a#b", "??page=2", "?page=2?x=1", "?=x", "?&&&", "?page", "?q=a+b%2Bc", "?page=1;x=2",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_Listed_Shapes_Reach_Bitbucket()
    {
        await using var portal = await PortalApp.StartAsync();
        using var tool = await TokenHolder.SignInAsync(portal);
        portal.Emulator.Settings = portal.Emulator.Settings with { RateLimit = 0 };
        portal.Emulator.Journal.Clear();
        var random = new Random(Seed);
        var (reached, wrong, statuses) = (0, new List<string>(), new SortedDictionary<int, int>());
        for (var number = 1; number <= Requests; number++)
        {
            var address = Make(random);
            var before = portal.Emulator.Journal.Count;
            var (status, _) = await tool.SendRawAsync(address);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status >= 500)
            {
                wrong.Add($"{status} {address}");
            }

            if (portal.Emulator.Journal.Count > before)
            {
                reached++;
                wrong.AddRange(portal.Emulator.Journal.Entries.Where(entry => entry.Side == EmulatorSide.Api && !IsAllowed(entry.Target)).Select(entry => $"{address} -> {entry.Target}"));
                portal.Emulator.Journal.Clear();
            }

            if (status == 429)
            {
                portal.Clock.Advance(TimeSpan.FromMinutes(62));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Requests} addresses from seed {Seed}: {reached} reached Bitbucket; {string.Join(", ", statuses.Select(pair => $"{pair.Key}: {pair.Value}"))}");
        Assert.Equal([], wrong.Take(20));
        Assert.InRange(reached, 200, Requests / 2);
    }

    private static string Make(Random random)
    {
        var path = new StringBuilder(Starts[random.Next(Starts.Length)]);
        for (var count = random.Next(4); count > 0; count--)
        {
            if (random.Next(8) == 0)
            {
                path.Insert(random.Next(path.Length), Pieces[random.Next(Pieces.Length)]);
            }
            else
            {
                path.Append(random.Next(4) == 0 ? "" : "/").Append(random.Next(60) == 0 ? new string('a', 70_000) : Pieces[random.Next(Pieces.Length)]);
            }
        }

        return path + Queries[random.Next(3) == 0 ? random.Next(Queries.Length) : 0];
    }

    /// <summary>Written without looking at the portal's table: what Bitbucket may be asked, by the letter.</summary>
    private static bool IsAllowed(string target)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = cut < 0 ? (target, "") : (target[..cut], target[(cut + 1)..]);
        return Shape().IsMatch(path)
            && path.Split('/').All(segment => Uri.UnescapeDataString(segment) is not ("." or "..") && !Uri.UnescapeDataString(segment).Any(letter => char.IsControl(letter) || letter is '/' or '\\'))
            && !path.Contains("//", StringComparison.Ordinal) && !Twice().IsMatch(path)
            && (query.Length == 0 || query.Split('&').All(pair => Pair().IsMatch(pair)));
    }

    [GeneratedRegex(@"^/2\.0/(user(/emails|/workspaces(/[\w.%-]+/(permission|permissions/repositories))?)?|workspaces/[\w.%-]+(/projects(/[\w.%-]+)?|/pullrequests/[^/]+)?|repositories/[\w.%-]+(/[\w.%-]+(/(refs|refs/(branches|tags)(/.+)?|commits(/.+)?|commit/[^/]+(/statuses)?|merge-base/[^/]+|src(/.+)?|filehistory/[^/]+/.+|(diff|diffstat|patch)/[^/]+|pullrequests(/\d+(/(commits|comments|statuses|diff|diffstat|patch))?)?|pipelines.*))?)?)/?$")]
    private static partial Regex Shape();

    [GeneratedRegex("%25[0-9a-fA-F]{2}")]
    private static partial Regex Twice();

    [GeneratedRegex("^(fields|page|pagelen|ctx|q|sort|role|administrator|state|include|exclude|path|context|ignore_whitespace|binary|renames|merge|topic|format|max_depth)=[A-Za-z0-9_.~%-]*$")]
    private static partial Regex Pair();
}
