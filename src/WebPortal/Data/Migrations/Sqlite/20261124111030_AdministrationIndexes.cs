using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AdministrationIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Connections_ConnectedAt_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_LastUsedAt_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_RefreshTokenIssuedAt_Id",
                table: "Connections");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_StateReason_Id",
                table: "Connections",
                columns: new[] { "StateReason", "Id" },
                filter: "\"StateReason\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationItems_Failed",
                table: "RevocationItems",
                column: "RunId",
                filter: "\"SpendState\" = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_EndedByConnected",
                table: "Connections",
                columns: new[] { "ConnectedAt", "Id" },
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_EndedByDeath",
                table: "Connections",
                columns: new[] { "RefreshTokenIssuedAt", "Id" },
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_EndedByUse",
                table: "Connections",
                columns: new[] { "LastUsedAt", "Id" },
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LivingByConnected",
                table: "Connections",
                columns: new[] { "ConnectedAt", "Id" },
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LivingByDeath",
                table: "Connections",
                columns: new[] { "RefreshTokenIssuedAt", "Id" },
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LivingByUse",
                table: "Connections",
                columns: new[] { "LastUsedAt", "Id" },
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Connections_StateReason_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_RevocationItems_Failed",
                table: "RevocationItems");

            migrationBuilder.DropIndex(
                name: "IX_Connections_EndedByConnected",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_EndedByDeath",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_EndedByUse",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_LivingByConnected",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_LivingByDeath",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_LivingByUse",
                table: "Connections");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_ConnectedAt_Id",
                table: "Connections",
                columns: new[] { "ConnectedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LastUsedAt_Id",
                table: "Connections",
                columns: new[] { "LastUsedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_RefreshTokenIssuedAt_Id",
                table: "Connections",
                columns: new[] { "RefreshTokenIssuedAt", "Id" });
        }
    }
}
