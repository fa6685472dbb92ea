using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Pages;

/// <summary>Where Bitbucket asks who one is and whether the portal may have access.</summary>
public sealed class ConsentPage(IPage page)
{
    public async Task AllowAsync(string person)
    {
        await ChooseAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow access" }).ClickAsync();
    }

    public async Task DenyAsync(string person)
    {
        await ChooseAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
    }

    private async Task ChooseAsync(string person)
    {
        await page.WaitForURLAsync("**/site/oauth2/authorize**", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow access" }).WaitForAsync();

        // Somebody whom this browser was before is not asked again who they are.
        if (await page.Locator($"input[type=hidden][name=emulator_user][value={person}]").CountAsync() == 0)
        {
            await page.Locator($"input[type=radio][value={person}]").CheckAsync();
        }
    }
}
