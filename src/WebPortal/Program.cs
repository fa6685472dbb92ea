using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Bitbucket;
using WebPortal.Commands;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Hosting;
using WebPortal.Lending;
using WebPortal.Pages;
using WebPortal.Pages.Words;
using WebPortal.Repositories;

Languages.StartInEnglish();
var builder = WebApplication.CreateBuilder(CommandSettings.Of(args));
builder.AddHosting();
builder.Services.AddData();
builder.Services.AddAudit();
builder.Services.AddBitbucket();
builder.Services.AddPortalConnections();
builder.Services.AddPortalAuthentication();
builder.Services.AddRepositories();
builder.Services.AddLending();
builder.Services.AddAdministration();
builder.Services.AllowFormsToReach<BitbucketOptions>(bitbucket => bitbucket.AuthorizationEndpoint);
builder.Services.AnswerUnavailableFor(DatabaseFaults.IsPassing);
builder.Services.AddPages();

var app = builder.Build();
if (CommandLine.IsCommand(args))
{
    return await CommandLine.RunAsync(app.Services, args, Console.Out, Console.Error, CancellationToken.None);
}

if (!SettingsGuard.Passes(app.Services, Console.Error))
{
    return 1;
}

app.UseHosting();
KeptViews.Use(app);
app.UseRouting();
LanguageSetup.Use(app);
app.UsePortalAuthentication();
app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapLending();
app.MapPages();
try
{
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
