using System.Globalization;
using BitbucketEmulator.Api.Operations;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Queries;

namespace BitbucketEmulator.Api;

/// <summary>Answers a call of the API side: path, credential, scopes, hourly limit, and then the operation itself.</summary>
internal sealed class ApiEndpoint
{
    private const string Prefix = "/2.0";

    private readonly EmulatorState state;
    private readonly RouteTable<ApiOperation> routes = new();
    private long requests;

    public ApiEndpoint(EmulatorState state)
    {
        this.state = state;
        IEnumerable<ApiOperation> operations =
        [
            .. AccountOperations.All,
            .. WorkspaceOperations.All,
            .. RepositoryOperations.All,
            .. HistoryOperations.All,
            .. SourceOperations.All,
            .. PullRequestOperations.All,
            .. AutomationOperations.All,
            .. RemovedOperations.All,
        ];
        foreach (var operation in operations)
            routes.Add(HttpMethods.Get, operation.Template, operation);
    }

    public Answer Run(HttpContext context, Caller caller, FaultRule? fault)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/workspaces/", StringComparison.Ordinal) && path.EndsWith("/avatar/", StringComparison.Ordinal))
            return Answer.Redirect(state.Addresses.Web + context.Request.Path.ToUriComponent());
        if (path != Prefix && !path.StartsWith(Prefix + "/", StringComparison.Ordinal))
            return ApiErrors.Create(StatusCodes.Status403Forbidden, "Forbidden");
        var values = new Dictionary<string, string>(4, StringComparer.Ordinal);
        var operation = routes.Find(context.Request.Method, path[Prefix.Length..], values, out var pathKnown);
        if (operation is null)
            return Finish(pathKnown ? ApiErrors.Create(StatusCodes.Status405MethodNotAllowed, "Method not allowed").With("Allow", "GET, HEAD") : ApiErrors.UnknownPath(), caller, null);
        return Finish(Refuse(context, operation, caller) ?? Execute(context, operation, caller, values, fault), caller, operation);
    }

    private Answer? Refuse(HttpContext context, ApiOperation operation, Caller caller)
    {
        var settings = state.Settings;
        if (caller.Refusal != CredentialRefusal.None || (caller.Person is null && !operation.Anonymous))
            return ApiErrors.Unauthorized(caller, settings);
        if (caller.Person is not null && operation.Scopes.Any(scope => !caller.Scopes.Allows(scope)))
            return ApiErrors.ScopeMissing(operation.Scopes, caller);
        if (!operation.Limited)
            return null;
        var allowed = caller.Person is { } person
            ? state.Limits.Allows(person.BracedUuid, settings.RateLimit)
            : state.Limits.Allows(context.Connection.RemoteIpAddress?.ToString() ?? "", settings.AnonymousRateLimit);
        return allowed ? null : ApiErrors.RateLimited(settings);
    }

    private Answer Execute(HttpContext context, ApiOperation operation, Caller caller, Dictionary<string, string> values, FaultRule? fault)
    {
        var answer = operation.Run(new ApiCall(context, state, caller, values, fault));
        var fields = context.Request.Query["fields"];
        if (fields.Count == 0 || answer.Status != StatusCodes.Status200OK || answer.ContentType != Answer.JsonType)
            return answer;
        return Answer.Json(FieldSelection.Apply(answer.Body, fields.ToString()));
    }

    private Answer Finish(Answer answer, Caller caller, ApiOperation? operation)
    {
        if (caller.Person is not null)
        {
            answer.With("X-OAuth-Scopes", caller.Scopes.Header);
            answer.With("X-Credential-Type", caller.CredentialType!);
        }

        if (operation is not null)
            answer.With("X-Accepted-OAuth-Scopes", operation.AcceptedScopes);
        return answer
            .With("X-Request-Count", Interlocked.Increment(ref requests).ToString(CultureInfo.InvariantCulture))
            .With("X-Content-Type-Options", "nosniff")
            .With("X-Frame-Options", "SAMEORIGIN")
            .With("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0")
            .With("Access-Control-Allow-Origin", "*")
            .With("Vary", "Authorization, Origin, Accept-Encoding");
    }
}
