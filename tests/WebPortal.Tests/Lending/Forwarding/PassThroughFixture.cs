using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>One portal for a test class, with a tool that may read everything.</summary>
public sealed class PassThroughFixture : IAsyncLifetime
{
    internal PortalApp Portal { get; private set; } = null!;

    internal TokenHolder Tool { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalApp.StartAsync();
        Tool = await TokenHolder.SignInAsync(Portal);
    }

    public async ValueTask DisposeAsync()
    {
        Tool.Dispose();
        await Portal.DisposeAsync();
    }
}
