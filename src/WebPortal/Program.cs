using WebPortal.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting();

var app = builder.Build();
if (!SettingsGuard.Passes(app.Services, Console.Error))
{
    return 1;
}

app.UseHosting();
app.MapHealth();
await app.RunAsync();
return 0;
