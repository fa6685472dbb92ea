using WebPortal.Administration;
using Xunit;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Revokes one connection as an administrator's order does, and waits until use is stopped.</summary>
internal static class RevokingOne
{
    public static async Task RevokeAsync(this RevocationOrders orders, Guid connectionId, CancellationToken cancellationToken)
    {
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of([connectionId]));
        var ordered = await orders.OrderAsync(order, null, 1, cancellationToken);
        Assert.NotNull(ordered.RunId);

        // A test that moves its clock meanwhile outwaits the order's patience.
        while (!await orders.CarryOutAsync(ordered.RunId.Value, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
