using Microsoft.EntityFrameworkCore;
using WebPortal.Commands;
using WebPortal.Connections.Adding;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>Adding and replacing credentials from the command line; the secret never is an argument.</summary>
[Trait("Level", "Integration")]
public sealed class ConnectionsAddCommandTests : IAsyncLifetime
{
    private PortalApp _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        using var person = _portal.NewVisitor();
        await person.SignInAsync(Seeds.Administrator);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_Client_Is_Added_With_Its_Secret_From_Input_And_Replaced()
    {
        var uuid = _portal.Emulator.World.FindPerson(Seeds.Administrator)!.BracedUuid;
        string[] add = ["--kind", "clientcredentials", "--person", uuid, "--workspace", "northlight", "--client", "tool-3", "--scopes", "account repository"];

        var (code, output, error) = await RunAsync(ConnectionsAddCommand.Usage, ConnectionsAddCommand.RunAsync, ToolClients.Secret, add);

        Assert.Equal((0, ""), (code, error));
        await using var database = _portal.OpenDatabase();
        var row = await database.Connections.AsNoTracking().SingleAsync(found => found.Kind == ConnectionKind.ClientCredentials, Cancellation);
        Assert.Contains(row.Id.ToString(), output, StringComparison.Ordinal);
        var (replaced, _, _) = await RunAsync(ConnectionsReplaceCommand.Usage, ConnectionsReplaceCommand.RunAsync, ToolClients.Secret, "--id", row.Id.ToString());
        var (wrong, _, reason) = await RunAsync(ConnectionsReplaceCommand.Usage, ConnectionsReplaceCommand.RunAsync, "wrong", "--id", row.Id.ToString());
        Assert.Equal((0, 1), (replaced, wrong));
        Assert.Contains("does not know this client", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say which kind", "s", "--kind", "Password")]
    [InlineData("say whose it is", "s", "--kind", "ApiToken")]
    [InlineData("no date", "s", "--kind", "ApiToken", "--ends", "soon")]
    public async Task What_Is_Missing_Is_Named(string reason, string secret, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(ConnectionsAddCommand.Usage, ConnectionsAddCommand.RunAsync, secret, arguments);

        Assert.Equal(1, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_A_Secret_On_Input_Nothing_Is_Added()
    {
        var uuid = _portal.Emulator.World.FindPerson(Seeds.Administrator)!.BracedUuid;
        var (code, _, error) = await RunAsync(ConnectionsAddCommand.Usage, ConnectionsAddCommand.RunAsync, "", "--kind", "ApiToken", "--person", uuid);

        Assert.Equal(1, code);
        Assert.Contains("standard input", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Problem_Has_A_Text_Of_Its_Own()
    {
        var texts = Enum.GetValues<AdditionProblem>().Select(problem => AdditionReasons.Of(problem)).ToList();

        Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string usage, Func<CommandContext, CancellationToken, Task<int>> run, string secret, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(secret);
        var options = new CommandUsage("connections", usage).Read(arguments, out var fault) ?? throw new InvalidOperationException(fault);
        var code = await run(new CommandContext(_portal.Services, [], arguments, options, output, error) { Input = input }, Cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
