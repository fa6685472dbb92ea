using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebPortal.Lending.Forwarding;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>Links lead to the portal and nothing else changes, however the text is cut into pieces.</summary>
[Trait("Level", "Unit")]
public sealed class LinkRewriterTests
{
    private const string Api = "https://api.bitbucket.org/2.0/";
    private const string Portal = "https://portal.example/api/bitbucket/2.0/";
    private const string Path = "repositories/acme";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"links":{"self":{"href":"https://api.bitbucket.org/2.0/user"}}}""", """{"links":{"self":{"href":"https://portal.example/api/bitbucket/2.0/user"}}}""")]
    [InlineData("""{"href" : "https://api.bitbucket.org/2.0/a?b=c%20d"}""", """{"href" : "https://portal.example/api/bitbucket/2.0/a?b=c%20d"}""")]
    [InlineData("""{"href":"https:\/\/api.bitbucket.org\/2.0\/user"}""", """{"href":"https://portal.example/api/bitbucket/2.0/user"}""")]
    [InlineData("""{"next":"https://api.bitbucket.org/2.0/repositories/%7Bx%7D?page=2"}""", """{"next":"https://portal.example/api/bitbucket/2.0/repositories/acme?page=2"}""")]
    [InlineData("""{"previous":"https://api.bitbucket.org/2.0/repositories/acme?page=1","next":null}""", """{"previous":"https://portal.example/api/bitbucket/2.0/repositories/acme?page=1","next":null}""")]
    [InlineData("""{"next":"https://api.bitbucket.org.evil.example/2.0/"}""", """{"next":null}""")]
    [InlineData("""{"next":"http://api.bitbucket.org/2.0/x"}""", """{"next":null}""")]
    [InlineData("""{"next":""}""", """{"next":""}""")]
    [InlineData("""{"next":"step","previous":{"href":"https://bitbucket.org/acme"}}""", """{"next":"step","previous":{"href":"https://bitbucket.org/acme"}}""")]
    [InlineData("""{"description":"https://api.bitbucket.org/2.0/user"}""", """{"description":"https://api.bitbucket.org/2.0/user"}""")]
    [InlineData("""{"description":"\"href\":\"https://api.bitbucket.org/2.0/user\""}""", """{"description":"\"href\":\"https://api.bitbucket.org/2.0/user\""}""")]
    [InlineData("""{"name":"href","x":"https://api.bitbucket.org/2.0/user"}""", """{"name":"href","x":"https://api.bitbucket.org/2.0/user"}""")]
    [InlineData("""{"a\"href":"https://api.bitbucket.org/2.0/user"}""", """{"a\"href":"https://api.bitbucket.org/2.0/user"}""")]
    [InlineData("""["href","https://api.bitbucket.org/2.0/user"]""", """["href","https://api.bitbucket.org/2.0/user"]""")]
    public async Task A_Link_Is_Told_From_Everything_Else(string text, string expected)
    {
        foreach (var piece in new[] { 1, 2, 3, 7, 16, 4096 })
        {
            Assert.Equal(expected, await RewriteAsync(text, piece));
        }
    }

    [Fact]
    public async Task Whatever_The_Text_And_Its_Pieces_Only_Links_Change()
    {
        const int rounds = 2_000;
        var random = new Random(20261124);
        for (var round = 0; round < rounds; round++)
        {
            var node = Node(random, depth: 0);
            var text = node.ToJsonString(new JsonSerializerOptions { WriteIndented = round % 2 == 0, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            var rewritten = JsonNode.Parse(await RewriteAsync(text, 1 + random.Next(60)));
            Change(node);
            Assert.True(JsonNode.DeepEquals(node, rewritten), text);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} texts from seed 20261124");
    }

    [Fact]
    public async Task A_Long_Text_Passes_In_Pieces_And_An_Endless_Link_Does_Not()
    {
        var text = $$"""{"text":"{{new string('x', 1_000_000)}}","next":"{{Api}}x?page=2"}""";
        Assert.EndsWith($"\"next\":\"{Portal}{Path}?page=2\"}}", await RewriteAsync(text, 8192), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => RewriteAsync($$"""{"next":"{{Api}}{{new string('x', 100_000)}}"}""", 8192));
    }

    private static async Task<string> RewriteAsync(string text, int piece)
    {
        await using var stream = new LinkRewritingStream(new Trickle(Encoding.UTF8.GetBytes(text), piece), new LinkTargets(Api, Portal, Path));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private static JsonNode Node(Random random, int depth) => random.Next(depth > 3 ? 2 : 5) switch
    {
        0 or 1 => JsonValue.Create(Text(random)),
        2 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(number => KeyValuePair.Create(Name(random, number), (JsonNode?)Node(random, depth + 1))).DistinctBy(pair => pair.Key)),
    };

    private static string Name(Random random, int number) => random.Next(6) switch { 0 => "href", 1 => "next", 2 => "previous", 3 => "x\"href", 4 => "next\\", _ => $"n{number}" };

    private static string Text(Random random) => random.Next(7) switch
    {
        0 => Api + "repositories/acme?page=2",
        1 => Api + "user",
        2 => "https://bitbucket.org/acme",
        3 => $"\"href\": \"{Api}user\"",
        4 => "say \"next\": \\ ",
        5 => "href",
        _ => new string('ü', random.Next(30)),
    };

    /// <summary>The same by a parser.</summary>
    private static void Change(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var child in array.OfType<JsonNode>())
            {
                Change(child);
            }
        }

        foreach (var (name, child) in (node as JsonObject)?.ToArray() ?? [])
        {
            if (name is "href" or "next" or "previous" && child is JsonValue value)
            {
                var link = (string)value!;
                var isPaging = name != "href";
                node[name] = link.StartsWith(Api, StringComparison.Ordinal)
                    ? isPaging ? Portal + Path + (link.Contains('?', StringComparison.Ordinal) ? link[link.IndexOf('?', StringComparison.Ordinal)..] : "") : Portal + link[Api.Length..]
                    : isPaging && link.AsSpan().ContainsAny(':', '/', '\\') ? null : link;
            }
            else if (child is not null)
            {
                Change(child);
            }
        }
    }

    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
