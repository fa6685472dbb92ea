using System.Globalization;
using WebPortal.Lending.Tokens;
using WebPortal.Repositories;

namespace WebPortal.Lending.Forwarding;

/// <summary>Keeps tools below the thousand calls that Bitbucket gives a person in an hour, each below its own share, and tells them where they stand.</summary>
internal sealed class ForwardBudget(CallBudget budget, TokenShares shares)
{
    private const int Hour = 3600;

    /// <summary>Counts a request to the token's share.</summary>
    /// <returns>The refusal, or null.</returns>
    public IResult? TakeShare(HttpResponse response, PortalTokenCaller caller)
    {
        var wait = shares.Take(caller);
        Describe(response, caller);
        return wait is { } time ? ApiProblem.ShareUsedUp(response, caller.Leash.HourlyCalls!.Value, time) : null;
    }

    /// <summary>Counts a call that is about to be made, if Bitbucket counts it.</summary>
    /// <returns>The refusal, or null.</returns>
    public IResult? TakeCall(HttpResponse response, PortalTokenCaller caller, ForwardOperation operation)
    {
        var wait = operation.IsCounted ? budget.Take(caller.ConnectionId, CallPurpose.Tool) : null;
        Describe(response, caller);
        return wait is { } time ? ForwardProblem.HourUsedUp(response, time) : null;
    }

    public void MarkNear(PortalTokenCaller caller) => budget.MarkNear(caller.ConnectionId);

    /// <summary>As the working group for HTTP APIs writes it: what may be used, what is left of it, and in how many seconds all of it is there again.</summary>
    private void Describe(HttpResponse response, PortalTokenCaller caller)
    {
        var policy = string.Create(CultureInfo.InvariantCulture, $"\"person\";q={CallBudget.ForTool};w={Hour}");
        var state = Item("person", CallBudget.ForTool, budget.Used(caller.ConnectionId), budget.FullIn(caller.ConnectionId));
        if (caller.Leash.HourlyCalls is { } share)
        {
            var (used, fullIn) = shares.Standing(caller);
            policy = string.Create(CultureInfo.InvariantCulture, $"\"token\";q={share};w={Hour}, {policy}");
            state = $"{Item("token", share, used, fullIn)}, {state}";
        }

        response.Headers["RateLimit-Policy"] = policy;
        response.Headers["RateLimit"] = state;
    }

    private static string Item(string name, int most, int used, TimeSpan fullIn) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={Math.Max(0, most - used)};t={Math.Max(0, (int)Math.Ceiling(fullIn.TotalSeconds))}");
}
