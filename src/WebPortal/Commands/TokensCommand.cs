using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Lending.Tokens;

namespace WebPortal.Commands;

/// <summary>Prints whose portal tokens there are, and revokes one. The tokens themselves are nowhere to be printed from.</summary>
internal static class TokensCommand
{
    public const string ListUsage = "[--person TEXT] [--all]";

    public const string RevokeUsage = "--id GUID";

    public static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var directory = context.Services.GetRequiredService<TokenDirectory>();
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var count = 0;
        for (Guid? after = null; ;)
        {
            var page = await directory.FindAsync(context.Options.Value("--person"), context.Options.Has("--all"), after, cancellationToken);
            foreach (var row in page.Rows)
            {
                count++;
                await context.Output.WriteLineAsync(Line(row, now));
            }

            after = page.Older;
            if (after is null)
            {
                break;
            }
        }

        await context.Output.WriteLineAsync(count == 1 ? "1 portal token." : $"{count} portal tokens.");
        return 0;
    }

    public static async Task<int> RevokeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(context.Options.Value("--id"), out var id))
        {
            await context.Error.WriteLineAsync("tokens revoke: say which token: --id GUID. \"tokens list\" shows the ids.");
            return 1;
        }

        if (!await context.Services.GetRequiredService<TokenStore>().RevokeAnyAsync(id, new AuditActor(null, null), cancellationToken))
        {
            await context.Error.WriteLineAsync($"tokens revoke: there is no token {id}, or it is revoked already.");
            return 1;
        }

        await context.Output.WriteLineAsync($"Revoked token {id}.");
        return 0;
    }

    private static string Line(TokenRow row, DateTimeOffset now)
    {
        var token = row.Token;
        var state = token.RevokedAt is not null ? "revoked" : token.IsOver(now) ? "over" : token.IsGood(now) ? "in force" : "rests";
        var used = token.LastUsedAt is { } at ? $"{at.UtcDateTime:yyyy-MM-dd} from {token.LastUsedAddress}" : "never";
        return $"{token.Id}  {state,-8}  ends {token.EndsAt.UtcDateTime:yyyy-MM-dd}  used {used}  {string.Join(' ', token.Terms?.Repositories ?? [])}  "
            + $"{ConnectionsArguments.Printable(row.PersonName)}: {ConnectionsArguments.Printable(token.Name)}";
    }
}
