using BitbucketEmulator.Authorization;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Html;

namespace BitbucketEmulator.Web;

/// <summary>Answers a request on the web side: pages for people, the token endpoint, and the control addresses.</summary>
internal sealed class WebEndpoint
{
    private readonly EmulatorState state;
    private readonly RouteTable<WebOperation> routes = new();
    private readonly RouteTable<WebOperation> standIns = new();

    public WebEndpoint(EmulatorState state)
    {
        this.state = state;
        IEnumerable<WebOperation> operations =
        [
            .. AuthorizationOperations.All,
            .. TokenOperations.All,
            .. AccountPages.All,
            .. ControlOperations.All,
        ];
        foreach (var operation in operations)
            routes.Add(operation.Method, operation.Template, operation);
        foreach (var operation in StandInPages.All)
            standIns.Add(operation.Method, operation.Template, operation);
    }

    public async Task<Answer> RunAsync(HttpContext context, JournalEntry entry, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var operation = routes.Find(request.Method, request.Path.Value ?? "/", values, out var pathKnown);
        if (!pathKnown)
            operation = standIns.Find(request.Method, request.Path.Value ?? "/", values, out _);
        if (operation is null)
        {
            return pathKnown
                ? Page.Message("Method not allowed", "This address does not take this kind of request.", StatusCodes.Status405MethodNotAllowed)
                : Page.Message("Nothing here", "The emulator has no page at this address.", StatusCodes.Status404NotFound);
        }

        // A foreign page in the developer's browser must not press buttons here.
        if (!operation.AllowsCrossSite && !HttpMethods.IsGet(operation.Method) && request.Headers["Sec-Fetch-Site"] == "cross-site")
            return Page.Message("Not from another site", "This form was sent from another site.", StatusCodes.Status403Forbidden);
        try
        {
            return await operation.Run(new WebCall(context, state, entry, values), cancellationToken);
        }
        catch (ControlException exception)
        {
            return Answer.Text(exception.Message, StatusCodes.Status400BadRequest);
        }
    }
}
