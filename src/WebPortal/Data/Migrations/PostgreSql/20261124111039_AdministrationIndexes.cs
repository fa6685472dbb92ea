using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebPortal.Data.Migrations.PostgreSql
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

            // Searching in the middle of names takes an index of trigrams. A server that lacks the extension, or an account that may not
            // install it, goes without: everything works, and a search among very many people takes longer.
            migrationBuilder.Sql(
                """
                DO $trigrams$
                BEGIN
                    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
                        CREATE EXTENSION IF NOT EXISTS pg_trgm;
                        CREATE INDEX "IX_Users_SearchText_Trigrams" ON "Users" USING gin ("SearchText" gin_trgm_ops);
                        CREATE INDEX "IX_Connections_GrantedScope_Trigrams" ON "Connections" USING gin ((' ' || replace(COALESCE("GrantedScope", ''), ',', ' ') || ' ') gin_trgm_ops);
                    END IF;
                EXCEPTION WHEN insufficient_privilege OR undefined_object OR undefined_file THEN
                    RAISE NOTICE 'pg_trgm could not be installed (%); people are searched for without an index', SQLERRM;
                END
                $trigrams$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_Users_SearchText_Trigrams\"; DROP INDEX IF EXISTS \"IX_Connections_GrantedScope_Trigrams\";");

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
