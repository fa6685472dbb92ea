namespace WebPortal.Hosting;

/// <summary>Which exceptions pass by themselves; the parts that throw them say so.</summary>
internal sealed class ErrorAnswersOptions
{
    public List<Func<Exception, bool>> PassingFaults { get; } = [];
}
