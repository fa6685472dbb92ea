using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace WebPortal.Tests.Bitbucket;

/// <summary>Every redirect status with every kind of target; {api} and {other} stand for the two listeners.</summary>
internal sealed class CombinatorialRedirectsAttribute : DataAttribute
{
    private static readonly string[] Targets =
    [
        "http://{other}/2.0/user", "https://{api}/2.0/user", "http://{api}/elsewhere", "/2.0/user", "//{other}/", "http://localhost:1/", "",
    ];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        int[] statuses = [300, 301, 302, 303, 305, 307, 308];
        return new([.. statuses.SelectMany(_ => Targets, (status, target) => new TheoryDataRow<int, string>(status, target))]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
