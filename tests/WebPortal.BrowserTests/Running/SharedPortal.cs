namespace WebPortal.BrowserTests.Running;

/// <summary>Tests that share the demo as everybody gets it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPortal : ICollectionFixture<PortalFixture>
{
    public const string Name = "Portal";
}
