using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api;

/// <summary>One call of an API operation with everything it may look at.</summary>
internal sealed class ApiCall(HttpContext context, EmulatorState state, Caller caller, Dictionary<string, string> values, FaultRule? fault)
{
    public EmulatorState State { get; } = state;

    public Caller Caller { get; } = caller;

    public FaultRule? Fault { get; } = fault;

    public HttpRequest Request => context.Request;

    public EmulatorAddresses Addresses => State.Addresses;

    public string this[string name] => values.GetValueOrDefault(name, "");

    public string? Query(string name)
    {
        var value = context.Request.Query[name];
        return value.Count == 0 ? null : value[^1];
    }
}
