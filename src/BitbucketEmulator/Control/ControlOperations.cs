using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Control;

/// <summary>The addresses under <c>/emulator/</c> by which tests look inside the emulator and change it.</summary>
internal static class ControlOperations
{
    private const int DefaultLimit = 1_000;

    public static IEnumerable<WebOperation> All =>
    [
        Get("health", _ => Json(new { status = "ready" })),
        Get("journal", Journal),
        Delete("journal", call => Done(call.State.Journal.Clear)),
        Get("clock", Clock),
        new(HttpMethods.Post, "/emulator/clock", AdvanceAsync),
        Get("faults", call => Json(call.State.Faults.Rules)),
        new(HttpMethods.Put, "/emulator/faults", ReplaceFaultsAsync),
        Delete("faults", call => Done(call.State.Faults.Clear)),
        Get("settings", call => Json(call.State.Settings)),
        new(HttpMethods.Put, "/emulator/settings", ChangeSettingsAsync),
        WebOperation.Of(HttpMethods.Post, "/emulator/reset", call => Done(call.State.Reset)),
        Get("people", call => Json(call.State.World.People.Take(ReadLimit(call.Query("limit"))).Select(Describe))),
        Get("clients", call => Json(call.State.Clients)),
        new(HttpMethods.Put, "/emulator/clients", ChangeSecretAsync),
    ];

    private static WebOperation Get(string name, Func<WebCall, Answer> run) =>
        WebOperation.Of(HttpMethods.Get, $"/emulator/{name}", run);

    private static WebOperation Delete(string name, Func<WebCall, Answer> run) =>
        WebOperation.Of(HttpMethods.Delete, $"/emulator/{name}", run);

    private static Answer Journal(WebCall call)
    {
        var limit = ReadLimit(call.Query("limit"));
        var side = ReadSide(call.Query("side"));
        var entries = call.State.Journal.Entries
            .Where(entry => entry != call.Entry)
            .Where(entry => side is null || entry.Side == side)
            .Where(entry => call.Query("path") is not { } prefix || entry.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Where(entry => call.Query("person") is not { } person || entry.Person == person)
            .TakeLast(limit);
        return Json(new { count = call.State.Journal.Count, entries = entries.Select(JournalJson.Describe) });
    }

    private static int ReadLimit(string? text)
    {
        if (text is null)
            return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : throw new ControlException("limit must be a whole number of 1 or more, for example ?limit=50.");
    }

    private static EmulatorSide? ReadSide(string? text) => text switch
    {
        null => null,
        "web" => EmulatorSide.Web,
        "api" => EmulatorSide.Api,
        _ => throw new ControlException("side must be web or api."),
    };

    private static Answer Clock(WebCall call) =>
        Json(new { now = call.State.Clock.GetUtcNow(), offset = call.State.Clock.Offset });

    private static async Task<Answer> AdvanceAsync(WebCall call, CancellationToken cancellationToken)
    {
        const string fix = "Send {\"advance\":\"02:00:00\"}; days go in front, as in \"90.00:00:00\", and a minus moves the clock back.";
        var body = await ReadBodyAsync(call, cancellationToken) as JsonObject ?? throw new ControlException(fix);
        if (body.Count != 1
            || body["advance"] is not JsonValue value
            || !value.TryGetValue(out string? text)
            || !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var amount)
            || amount.Duration() > TimeSpan.FromDays(36_500))
        {
            throw new ControlException(fix);
        }

        call.State.Clock.Advance(amount);
        return Clock(call);
    }

    private static async Task<Answer> ReplaceFaultsAsync(WebCall call, CancellationToken cancellationToken)
    {
        const string fix = "Send a JSON array of faults, for example [{\"pathPrefix\":\"/2.0/user\",\"status\":503,\"count\":1}]; an empty array clears them.";
        if (await ReadBodyAsync(call, cancellationToken) is not JsonArray array)
            throw new ControlException(fix);
        List<FaultRule> rules;
        try
        {
            rules = [.. array.Select(item => item.Deserialize<FaultRule>(SettingsJson.Options) ?? throw new ControlException(fix))];
        }
        catch (JsonException exception)
        {
            throw new ControlException($"A fault could not be read: {exception.Message} docs/emulator.md lists every property.");
        }

        call.State.Faults.Replace(rules);
        return Json(call.State.Faults.Rules);
    }

    private static async Task<Answer> ChangeSettingsAsync(WebCall call, CancellationToken cancellationToken)
    {
        call.State.Settings = SettingsJson.Merge(call.State.Settings, await ReadBodyAsync(call, cancellationToken));
        return Json(call.State.Settings);
    }

    private static async Task<Answer> ChangeSecretAsync(WebCall call, CancellationToken cancellationToken)
    {
        if (await ReadBodyAsync(call, cancellationToken) is not JsonObject { Count: 2 } body
            || body["clientId"] is not JsonValue client || !client.TryGetValue(out string? clientId)
            || body["clientSecret"] is not JsonValue value || !value.TryGetValue(out string? secret))
        {
            throw new ControlException("Send {\"clientId\":\"demo-client\",\"clientSecret\":\"another-secret\"}.");
        }

        call.State.ChangeClientSecret(clientId, secret);
        return Json(call.State.Clients);
    }

    private static async Task<JsonNode?> ReadBodyAsync(WebCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(call.Request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new ControlException($"The body is not JSON: {exception.Message}");
        }
    }

    private static Answer Done(Action act)
    {
        act();
        return new Answer { Status = StatusCodes.Status204NoContent };
    }

    private static object Describe(Person person) => new
    {
        username = person.Username,
        displayName = person.DisplayName,
        nickname = person.Nickname,
        uuid = person.BracedUuid,
        accountId = person.AccountId,
        emails = person.Emails.Select(email => new { address = email.Address, primary = email.IsPrimary, confirmed = email.IsConfirmed }),
        apiToken = person.ApiToken,
        workspaces = person.Memberships.Select(membership => new { slug = membership.Workspace.Slug, permission = membership.RoleText }),
        purpose = person.Purpose,
    };

    private static Answer Json<T>(T value) =>
        Answer.Json(JsonSerializer.SerializeToUtf8Bytes(value, SettingsJson.Options)).With("X-Content-Type-Options", "nosniff").With("Cache-Control", "no-store");
}
