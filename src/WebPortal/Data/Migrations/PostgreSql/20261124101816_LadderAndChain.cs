using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WebPortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class LadderAndChain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ChainStartsAfter = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Id);
                });

            // The chain begins after the records that were written without one.
            migrationBuilder.Sql("INSERT INTO \"AuditHead\" (\"Id\", \"Sequence\", \"Hash\", \"ChainStartsAfter\") SELECT 1, COALESCE(MAX(\"Id\"), 0), decode(repeat('00', 32), 'hex'), COALESCE(MAX(\"Id\"), 0) FROM \"AuditEvents\";");

            // Signing in was the first use.
            migrationBuilder.Sql("UPDATE \"Connections\" SET \"LastUsedAt\" = \"ConnectedAt\" WHERE \"LastUsedAt\" IS NULL;");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_ConnectionId",
                table: "AuditEvents");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "LastUsedAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldNullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AccessCheckedAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FormerRefreshTokenEndsAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedFormerRefreshToken",
                table: "Connections",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SpentAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateBeforeSuspension",
                table: "Connections",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateReason",
                table: "Connections",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SuspendedAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "Id",
                table: "AuditEvents",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint")
                .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddColumn<byte[]>(
                name: "Hash",
                table: "AuditEvents",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ClientStanding",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    WrongSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextProbeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReplayRefusedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastGrantedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientStanding", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConnectionWorkspaces",
                columns: table => new
                {
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConnectionWorkspaces", x => new { x.ConnectionId, x.Slug });
                    table.ForeignKey(
                        name: "FK_ConnectionWorkspaces_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RevocationRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    OrderedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    RemoteAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Selection = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    SpendsRefreshToken = table.Column<bool>(type: "boolean", nullable: false),
                    ProbesAccessToken = table.Column<bool>(type: "boolean", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    StoppedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LeaseOwner = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevocationRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RevocationItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    StoppedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WasSkipped = table.Column<bool>(type: "boolean", nullable: false),
                    SessionsEnded = table.Column<int>(type: "integer", nullable: false),
                    DestroyedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SpendState = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    SpentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ProbeState = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ProbedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AccessTokenExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevocationItems", x => new { x.RunId, x.ConnectionId });
                    table.ForeignKey(
                        name: "FK_RevocationItems_RevocationRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "RevocationRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "ClientStanding",
                columns: new[] { "Id", "LastGrantedAt", "NextProbeAt", "ReplayRefusedAt", "WrongSince" },
                values: new object[] { 1, null, null, null, null });

            migrationBuilder.CreateIndex(
                name: "IX_Users_DisplayName_Id",
                table: "Users",
                columns: new[] { "DisplayName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_LastSeenAt_Id",
                table: "Sessions",
                columns: new[] { "LastSeenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_ConnectedAt_Id",
                table: "Connections",
                columns: new[] { "ConnectedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_FormerRefreshTokenEndsAt",
                table: "Connections",
                column: "FormerRefreshTokenEndsAt",
                filter: "\"FormerRefreshTokenEndsAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LastUsedAt_Id",
                table: "Connections",
                columns: new[] { "LastUsedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_NextRefreshAt",
                table: "Connections",
                column: "NextRefreshAt",
                filter: "\"NextRefreshAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_RefreshTokenIssuedAt_Id",
                table: "Connections",
                columns: new[] { "RefreshTokenIssuedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Action_Id",
                table: "AuditEvents",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ActorId_Id",
                table: "AuditEvents",
                columns: new[] { "ActorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ConnectionId_Id",
                table: "AuditEvents",
                columns: new[] { "ConnectionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_SubjectUserId_Id",
                table: "AuditEvents",
                columns: new[] { "SubjectUserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectionWorkspaces_Slug_ConnectionId",
                table: "ConnectionWorkspaces",
                columns: new[] { "Slug", "ConnectionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RevocationItems_ConnectionId",
                table: "RevocationItems",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationItems_NextAttemptAt",
                table: "RevocationItems",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationItems_RunId_StoppedAt",
                table: "RevocationItems",
                columns: new[] { "RunId", "StoppedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RevocationRuns_CompletedAt",
                table: "RevocationRuns",
                column: "CompletedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationRuns_OrderedAt",
                table: "RevocationRuns",
                column: "OrderedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditHead");

            migrationBuilder.DropTable(
                name: "ClientStanding");

            migrationBuilder.DropTable(
                name: "ConnectionWorkspaces");

            migrationBuilder.DropTable(
                name: "RevocationItems");

            migrationBuilder.DropTable(
                name: "RevocationRuns");

            migrationBuilder.DropIndex(
                name: "IX_Users_DisplayName_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Sessions_LastSeenAt_Id",
                table: "Sessions");

            migrationBuilder.DropIndex(
                name: "IX_Connections_ConnectedAt_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_FormerRefreshTokenEndsAt",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_LastUsedAt_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_NextRefreshAt",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_Connections_RefreshTokenIssuedAt_Id",
                table: "Connections");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_Action_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_ActorId_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_ConnectionId_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_SubjectUserId_Id",
                table: "AuditEvents");

            migrationBuilder.DropColumn(
                name: "AccessCheckedAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "FormerRefreshTokenEndsAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SealedFormerRefreshToken",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SpentAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "StateBeforeSuspension",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "StateReason",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SuspendedAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "AuditEvents");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "LastUsedAt",
                table: "Connections",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone");

            migrationBuilder.AlterColumn<long>(
                name: "Id",
                table: "AuditEvents",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint")
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ConnectionId",
                table: "AuditEvents",
                column: "ConnectionId");
        }
    }
}
