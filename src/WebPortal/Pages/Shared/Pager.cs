namespace WebPortal.Pages.Shared;

/// <summary>The links from one page of a list to the others.</summary>
/// <param name="Address">Of a page, by its number from 1.</param>
internal sealed record Pager(int Page, int PageCount, Func<int, string> Address)
{
    private const int Around = 2;

    /// <summary>The first, the last and those around the current one, in order; null stands for a gap.</summary>
    public IEnumerable<int?> Shown
    {
        get
        {
            var last = 0;
            for (var number = 1; number <= PageCount; number++)
            {
                if (number != 1 && number != PageCount && Math.Abs(number - Page) > Around)
                {
                    continue;
                }

                if (number > last + 1)
                {
                    yield return null;
                }

                yield return last = number;
            }
        }
    }
}
