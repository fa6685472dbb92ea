using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>The public address is an origin, and safe.</summary>
[Trait("Level", "Unit")]
public sealed class PortalOptionsValidatorTests
{
    [Theory]
    [InlineData("https://portal.example", "Production")]
    [InlineData("https://portal.example/", "Production")]
    [InlineData("https://portal.example:8443", "Production")]
    [InlineData("http://localhost:5080", "Production")]
    [InlineData("http://127.0.0.1:5080", "Production")]
    [InlineData("http://[::1]:5080", "Production")]
    [InlineData("http://portal.example", "Development")]
    public void An_Origin_Is_Accepted(string address, string environment) => Assert.Empty(Failures(address, environment));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("portal.example")]
    [InlineData("//portal.example")]
    [InlineData("ftp://portal.example")]
    [InlineData("https://portal.example/app")]
    [InlineData("https://portal.example/?a=b")]
    [InlineData("https://portal.example/#a")]
    [InlineData("https://user@portal.example")]
    [InlineData("http://portal.example")]
    [InlineData("http://localhost.evil.example")]
    public void Anything_Else_Is_Refused_With_The_Key(string? address)
    {
        var failure = Assert.Single(Failures(address, "Production"));

        Assert.StartsWith("Portal:PublicAddress: ", failure);
    }

    [Theory]
    [InlineData("https://Portal.Example:443/", "https://portal.example")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    public void The_Origin_Is_Written_As_Browsers_Send_It(string address, string origin) =>
        Assert.Equal(origin, new PublicAddress(Microsoft.Extensions.Options.Options.Create(new PortalOptions { PublicAddress = address })).Origin);

    private static IEnumerable<string> Failures(string? address, string environment) =>
        new PortalOptionsValidator(new Surroundings(environment)).Validate(null, new PortalOptions { PublicAddress = address }).Failures ?? [];

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "WebPortal";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
