using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Shows an administrator who and what an order would stop, has its size confirmed, and gives it.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class ChangeModel(RevocationOrders orders, Consent consent) : PageModel
{
    /// <summary>Above this the number is to be typed: a click is too quick for so many people.</summary>
    public const int TypedAbove = 100;

    private const int MostIds = 200;

    /// <summary>How many the page named when it was sent.</summary>
    [BindProperty]
    public int Count { get; set; }

    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public bool Spend { get; set; }

    [BindProperty]
    public bool Probe { get; set; }

    public ConnectionOrder? Order { get; private set; }

    public DryRun Preview { get; private set; } = new(0, 0, 0, 0, null, false, false, []);

    /// <summary>Why the order was not given; null before it was tried.</summary>
    public string? Obstacle { get; private set; }

    public bool MustType => Preview.Count > TypedAbove;

    public Uri AuthorizationsPage => consent.AuthorizationsPage;

    /// <summary>Where somebody goes who thinks better of it.</summary>
    public string Back => Order?.Choice.Ids is [var only] ? $"{ConnectionAddress.Path}/{only}" : ConnectionAddress.Read(Request.Query).At(null);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Order = ReadOrder();
        if (Order is not null)
        {
            Preview = await orders.PreviewAsync(Order, User.GetUserId(), cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Order = ReadOrder();
        if (Order is null)
        {
            return Redirect(ConnectionAddress.Path);
        }

        if (Count > TypedAbove && !IsTyped())
        {
            Obstacle = OrdersWords.ObstacleType;
        }
        else
        {
            var ordered = await orders.OrderAsync(Order, HttpContext.ToActor(), Count, cancellationToken);
            if (ordered.RunId is { } run)
            {
                await orders.CarryOutAsync(run, cancellationToken);
                return Redirect($"{ConnectionAddress.Path}/runs/{run}");
            }

            Obstacle = ordered.Count == 0
                ? OrdersWords.ObstacleState
                : OrdersWords.ObstacleMore;
        }

        Preview = await orders.PreviewAsync(Order, User.GetUserId(), cancellationToken);
        return Page();
    }

    private bool IsTyped() =>
        int.TryParse(Typed?.Replace(",", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture, out var typed) && typed == Count;

    /// <returns>Null when the address names no action or chooses nothing.</returns>
    private ConnectionOrder? ReadOrder()
    {
        if (ConnectionOrder.FindAction(Request.Query["action"]) is not { } action)
        {
            return null;
        }

        if (string.Equals(Request.Query["all"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return new ConnectionOrder(action, ConnectionChoice.Of(ConnectionAddress.Read(Request.Query).Filter), Spend, Probe);
        }

        Guid[] ids = [.. Request.Query["id"].Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).Where(id => id != Guid.Empty).Take(MostIds)];
        return ids.Length == 0 ? null : new ConnectionOrder(action, ConnectionChoice.Of(ids), Spend, Probe);
    }
}
