using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ConnectionKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "DefaultConnectionId",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AccountName",
                table: "Connections",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RemindedDays",
                table: "Connections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedClientSecret",
                table: "Connections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SecretEndsAt",
                table: "Connections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Workspace",
                table: "Connections",
                type: "TEXT",
                maxLength: 128,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Connections_OneLivingClient",
                table: "Connections",
                columns: new[] { "AccountName", "RequestedScope" },
                unique: true,
                filter: "\"Kind\" = 'ClientCredentials' AND \"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_SecretEndsAt",
                table: "Connections",
                column: "SecretEndsAt",
                filter: "\"SecretEndsAt\" IS NOT NULL AND \"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Connections_OneLivingClient",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_SecretEndsAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "DefaultConnectionId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "AccountName",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "RemindedDays",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SealedClientSecret",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SecretEndsAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "Workspace",
                table: "Connections");
        }
    }
}
