using WebPortal.Connections;

namespace WebPortal.Pages.Account;

/// <summary>The connection by consent, and whether the person's lists are read with it.</summary>
internal sealed record ConsentConnection(ConnectionStatus Connection, DefaultButton Choice);
