using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Pages.Shared;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Everybody's connections, found by person and state.</summary>
internal sealed class IndexModel(ConnectionDirectory directory) : PageModel
{
    private const int LongestPerson = 200;

    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; }

    public ConnectionPage Found { get; private set; } = new([], 0, 1, 50);

    public static IReadOnlyList<string> States => ConnectionSelection.States;

    public string? ChosenState => ConnectionSelection.States.FirstOrDefault(state => string.Equals(state, State, StringComparison.OrdinalIgnoreCase));

    public Pager Pager => new(Found.Page, Found.PageCount, number => Address(ChosenState, number));

    public string Address(string? state, int number = 1) => "/admin/connections" + QueryString.Create(
        new KeyValuePair<string, string?>[]
        {
            new("person", Person), new("state", state?.ToLowerInvariant()), new("page", number == 1 ? null : $"{number}"),
        }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Person = Person is { Length: > LongestPerson } ? Person[..LongestPerson] : Person;
        Found = await directory.FindAsync(new ConnectionFilter(Person, State: ChosenState), Math.Max(1, Number), cancellationToken);
    }
}
