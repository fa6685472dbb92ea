using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting();
builder.Services.AddData();
builder.Services.AddAudit();
builder.Services.AddBitbucket();
builder.Services.AddPortalConnections();

var app = builder.Build();
if (!SettingsGuard.Passes(app.Services, Console.Error))
{
    return 1;
}

app.UseHosting();
app.MapHealth();
await app.RunAsync();
return 0;
