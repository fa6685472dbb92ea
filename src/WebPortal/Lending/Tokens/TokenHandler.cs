using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace WebPortal.Lending.Tokens;

/// <summary>Lets a request in with a portal token in its <c>Authorization</c> header. Wrong, unknown, ended, revoked: all of them get the same answer (RFC 6750).</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenCache tokens, TokenUses uses, RefusedTokens refused)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private static readonly string Scheme6750 = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var address = Context.Connection.RemoteIpAddress;
        if (ReadToken() is { } token && await FindAsync(TokenText.Hash(token), Context.RequestAborted) is { } known)
        {
            if (known.Caller.Leash.AllowsAddress(address))
            {
                await uses.MarkAsync(known, address, Context.RequestAborted);
            }

            Context.Features.Set(known.Caller);
            return AuthenticateResult.Success(new AuthenticationTicket(known.Principal, Scheme.Name));
        }

        refused.Count(address);
        return AuthenticateResult.Fail("No usable token.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (refused.Wait(Context.Connection.RemoteIpAddress) is { } wait)
        {
            return ApiProblem.TooManyRefused(Response, wait).ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = "Bearer realm=\"WebPortal\", error=\"invalid_token\"";
        return ApiProblem.InvalidToken().ExecuteAsync(Context);
    }

    private async Task<KnownToken?> FindAsync(byte[] hash, CancellationToken cancellationToken) =>
        refused.Wait(Context.Connection.RemoteIpAddress) is null || tokens.WasGood(hash) ? await tokens.FindAsync(hash, cancellationToken) : null;

    private string? ReadToken() =>
        Request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme6750, StringComparison.OrdinalIgnoreCase)
        && value[Scheme6750.Length..].Trim(' ') is var token && TokenText.IsWellFormed(token) ? token : null;
}
