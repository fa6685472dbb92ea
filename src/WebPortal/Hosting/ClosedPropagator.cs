using System.Diagnostics;

namespace WebPortal.Hosting;

/// <summary>
/// Keeps trace context and baggage inside the process: a browser cannot choose our correlation IDs, and nothing that it
/// sends travels on to Bitbucket.
/// </summary>
internal sealed class ClosedPropagator : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => [];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = null;
        traceState = null;
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
