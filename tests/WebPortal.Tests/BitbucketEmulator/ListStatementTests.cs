using System.Net;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 29 to 31 of the facts: pages, <c>next</c>, and the parameters that filter.</summary>
[Trait("Level", "Integration")]
public sealed class ListStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public ListStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
        emulator.Host.Settings = emulator.Host.Settings with { RateLimit = 0 };
    }

    [Theory]
    [InlineData("repositories/northlight", 10)]
    [InlineData("repositories/northlight?pagelen=1", 1)]
    [InlineData("repositories/northlight?pagelen=100", 100)]
    [InlineData("repositories/northlight/payments-gw/pullrequests?pagelen=50", null)]
    public async Task Statement_29_Ten_Entries_By_Default_And_One_To_A_Hundred_Accepted(string path, int? expected)
    {
        var answer = await emulator.ApiAsAsync("amelia", path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(expected ?? answer.Values.Count, answer.Values.Count);
        Assert.Equal(expected ?? 50, (int)answer.Json["pagelen"]!);
    }

    [Theory]
    [InlineData("repositories/northlight?pagelen=0")]
    [InlineData("repositories/northlight?pagelen=-1")]
    [InlineData("repositories/northlight?pagelen=101")]
    [InlineData("repositories/northlight?pagelen=ten")]
    [InlineData("user/workspaces?pagelen=101")]
    [InlineData("repositories/northlight/payments-gw/pullrequests?pagelen=51")]
    [InlineData("repositories/northlight/payments-gw/commits?pagelen=101")]
    public async Task Statement_29_Any_Other_Pagelen_Is_Invalid(string path)
    {
        var answer = await emulator.ApiAsAsync("amelia", path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Invalid pagelen", answer.Message);
    }

    [Fact]
    public async Task Statement_29_Following_Next_Visits_Every_Repository_Once_And_Stays_On_The_Api_Address()
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        var seen = new List<string?>();
        var next = $"{emulator.Host.ApiBaseAddress}repositories/{Uri.EscapeDataString(emulator.Host.World.FindWorkspace("northlight")!.BracedUuid)}?pagelen=100&sort=name&q=size+%3E+0";
        while (next is not null)
        {
            Assert.StartsWith(emulator.Host.ApiBaseAddress.ToString(), next, StringComparison.Ordinal);
            var page = await emulator.ApiAsync(next, token);
            seen.AddRange(page.Each("slug"));
            Assert.True(page.Json.AsObject().ContainsKey("next") || page.Values.Count <= 100);
            next = (string?)page.Json["next"];
        }

        var expected = emulator.Host.World.FindWorkspace("northlight")!.Repositories.Where(repository => !repository.IsEmpty).Select(repository => repository.Slug);
        Assert.Equal(expected.Order(), seen.Order());
    }

    [Fact]
    public async Task Statement_29_The_Last_Page_Has_No_Next_And_Later_Pages_A_Previous()
    {
        var last = await emulator.ApiAsAsync("amelia", "repositories/northlight?pagelen=100&page=13");
        var beyond = await emulator.ApiAsAsync("amelia", "repositories/northlight?pagelen=100&page=14");

        Assert.Equal(40, last.Values.Count);
        Assert.False(last.Json.AsObject().ContainsKey("next"));
        Assert.EndsWith("page=12", last.Text("previous"), StringComparison.Ordinal);
        Assert.Empty(beyond.Values);
        Assert.False(beyond.Json.AsObject().ContainsKey("next"));
    }

    [Fact]
    public async Task Statement_29_Commits_Use_An_Opaque_Token_And_No_Size()
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        var hashes = new List<string?>();
        var next = "repositories/northlight/payments-gw/commits?pagelen=3";
        while (next is not null)
        {
            var page = await emulator.ApiAsync(next, token);
            hashes.AddRange(page.Each("hash"));
            Assert.False(page.Json.AsObject().ContainsKey("size"));
            Assert.False(page.Json.AsObject().ContainsKey("page"));
            next = (string?)page.Json["next"];
            Assert.True(next is null || (next.Contains("ctx=", StringComparison.Ordinal) && !next.Contains("page=2", StringComparison.Ordinal)));
        }

        Assert.True(hashes.Count >= 3);
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.ApiAsync("repositories/northlight/payments-gw/commits?ctx=Mzpub25zZW5zZQ", token)).Status);
    }

    [Theory]
    [InlineData("{\"next\":\"otherHost\"}", "http://127.0.0.1:9/2.0/repositories/northlight?page=2")]
    [InlineData("{\"next\":\"literal\",\"nextValue\":\"http://169.254.1.1/2.0/x\"}", "http://169.254.1.1/2.0/x")]
    [InlineData("{\"next\":\"literal\",\"nextValue\":\"\"}", "")]
    public async Task Statement_30_Next_Points_Elsewhere_When_A_Fault_Says_So(string fault, string expected)
    {
        await PutFaultAsync(fault);

        var answer = await emulator.ApiAsAsync("amelia", "repositories/northlight");

        Assert.Equal(expected, answer.Text("next"));
        Assert.Equal(10, answer.Values.Count);
    }

    [Fact]
    public async Task Statement_30_Next_Can_Have_Another_Scheme_Or_Run_In_A_Circle_Even_On_The_Last_Page()
    {
        await PutFaultAsync("{\"next\":\"otherScheme\",\"count\":1}");
        var scheme = await emulator.ApiAsAsync("amelia", "repositories/northlight");
        await PutFaultAsync("{\"next\":\"circle\"}");
        var circle = await emulator.ApiAsAsync("amelia", "user/workspaces?pagelen=100");
        var again = await emulator.ApiAsAsync("amelia", circle.Text("next"));

        Assert.StartsWith("ftp://", scheme.Text("next"), StringComparison.Ordinal);
        Assert.Equal(circle.Text("next"), again.Text("next"));
        Assert.Equal(circle.Each("type"), again.Each("type"));
    }

    [Theory]
    [InlineData("slug=\"payments-gw\"", 1)]
    [InlineData("name~\"GATEWAY (LEGACY\"", 1)]
    [InlineData("slug=\"payments-gw\" OR slug=\"new-idea\"", 2)]
    [InlineData("(slug=\"payments-gw\" OR slug=\"new-idea\") AND mainbranch.name=null", 1)]
    [InlineData("slug=\"new-idea\" OR slug=\"payments-gw\" AND size=0", 1)]
    [InlineData("slug IN (\"payments-gw\", \"new-idea\")", 2)]
    [InlineData("slug NOT IN (\"payments-gw\", \"new-idea\")", 1_238)]
    [InlineData("slug!=\"payments-gw\"", 1_239)]
    [InlineData("slug!~\"-\"", 0)]
    [InlineData("size=0 and slug = \"new-idea\"", 1)]
    [InlineData("updated_on>\"2999-01-01\"", 0)]
    [InlineData("updated_on < 2999-01-01T00:00:00.123+02:00", 1_240)]
    [InlineData("updated_on>=2000-01-01", 1_240)]
    [InlineData("parent=null", 1_240)]
    [InlineData("has_wiki=true", 0)]
    public async Task Statement_31_Q_Filters(string q, int size)
    {
        var answer = await emulator.ApiAsAsync("amelia", $"repositories/northlight?q={Uri.EscapeDataString(q)}");

        Assert.Equal(size, (int)answer.Json["size"]!);
    }

    [Fact]
    public async Task Statement_31_Q_On_Privacy_And_Project_Agrees_With_The_Objects()
    {
        var answer = await emulator.ApiAsAsync("amelia", "repositories/northlight?pagelen=100&q=is_private%3Dfalse+AND+project.key%3D%22CORE%22");

        Assert.NotEmpty(answer.Values);
        Assert.All(answer.Values, repository => Assert.False((bool)repository!["is_private"]!));
        Assert.All(answer.Values, repository => Assert.Equal("CORE", (string?)repository!["project"]!["key"]));
    }

    [Theory]
    [InlineData("name=")]
    [InlineData("name=\"open")]
    [InlineData("(name=\"x\"")]
    [InlineData("name \"x\"")]
    [InlineData("nonsense=1")]
    [InlineData("name=\"x\" AND")]
    [InlineData("name=\"x\" name=\"y\"")]
    [InlineData("name ! \"x\"")]
    [InlineData("is_private>true")]
    [InlineData("name IN ()")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((name=\"x\"")]
    public async Task Statement_31_A_Broken_Q_Gives_400_In_The_Envelope(string q)
    {
        var answer = await emulator.ApiAsAsync("amelia", $"repositories/northlight?q={Uri.EscapeDataString(q)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("error", answer.Text("type"));
        Assert.NotEmpty(answer.Message!);
    }

    [Theory]
    [InlineData("name", false)]
    [InlineData("-name", true)]
    [InlineData("updated_on", false)]
    [InlineData("-size", true)]
    public async Task Statement_31_Sort_Orders_By_One_Field(string sort, bool descending)
    {
        var answer = await emulator.ApiAsAsync("amelia", $"repositories/northlight?pagelen=100&sort={sort}");

        var field = sort.TrimStart('-');
        var values = answer.Values.Select(repository => repository![field]!.ToString()).ToArray();
        var sorted = field == "size"
            ? values.OrderBy(long.Parse).ToArray()
            : values.OrderBy(value => value, StringComparer.OrdinalIgnoreCase).ToArray();
        Assert.Equal(descending ? sorted.Reverse() : sorted, values);
    }

    [Theory]
    [InlineData("role=admin", 1_240)]
    [InlineData("role=owner", 1_240)]
    [InlineData("role=contributor", 1_240)]
    [InlineData("role=member", 1_240)]
    public async Task Statement_31_Role_Filters(string role, int size)
    {
        Assert.Equal(size, (int)(await emulator.ApiAsAsync("amelia", $"repositories/northlight?{role}")).Json["size"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.ApiAsAsync("amelia", "repositories/northlight?role=king")).Status);
        Assert.InRange((int)(await emulator.ApiAsAsync("hana", "repositories/northlight?role=contributor")).Json["size"]!, 1, 1_000);
    }

    [Theory]
    [InlineData("values.slug,next", new[] { "values", "next" }, new[] { "slug" })]
    [InlineData("-values.links,-size", new[] { "pagelen", "values", "page", "next" }, null)]
    [InlineData("values.*.key", new[] { "values" }, new[] { "project" })]
    [InlineData("values.slug,-values.slug", new[] { "values" }, new string[0])]
    public async Task Statement_31_Fields_Keeps_And_Leaves_Out(string fields, string[] top, string[]? inner)
    {
        var answer = await emulator.ApiAsAsync("amelia", $"repositories/northlight?fields={Uri.EscapeDataString(fields)}");

        Assert.Equal(top.Order(), answer.Json.AsObject().Select(pair => pair.Key).Order());
        var first = answer.Values[0]!.AsObject();
        Assert.False(first.ContainsKey("links"));
        if (inner is not null)
            Assert.Equal(inner, first.Select(pair => pair.Key).Where(key => first[key] is not null));
    }

    [Fact]
    public async Task Statement_31_Fields_With_A_Plus_Adds_What_Lists_Leave_Out()
    {
        const string path = "repositories/northlight/payments-gw/pullrequests?state=OPEN&state=MERGED&state=DECLINED";
        var plain = await emulator.ApiAsAsync("amelia", path);
        var more = await emulator.ApiAsAsync("amelia", path + "&fields=%2Bvalues.reviewers");

        Assert.NotEmpty(plain.Values);
        Assert.False(plain.Values[0]!.AsObject().ContainsKey("reviewers"));
        Assert.True(more.Values[0]!.AsObject().ContainsKey("reviewers"));
        Assert.True(more.Values[0]!.AsObject().ContainsKey("title"));
    }

    private async Task PutFaultAsync(string fault)
    {
        using var answer = await emulator.Http.PutAsync(new Uri(emulator.Host.WebAddress, "emulator/faults"), new StringContent($"[{fault}]"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
