# Two images from one file: `docker build -t webportal .` and `docker build -t webportal-emulator --target emulator .`
# The tags follow security updates of .NET 10. Whoever needs the same bits every time pins them: --build-arg SDK_IMAGE=…@sha256:…
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble
# Chiseled: no shell, no package manager. "extra" brings ICU, which sorts names the way people expect.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/WebPortal/WebPortal.csproj src/WebPortal/packages.lock.json src/WebPortal/
COPY src/BitbucketEmulator/BitbucketEmulator.csproj src/BitbucketEmulator/packages.lock.json src/BitbucketEmulator/
RUN dotnet restore src/WebPortal --locked-mode && dotnet restore src/BitbucketEmulator --locked-mode
COPY appsettings.json ./
COPY src/ src/
# The lock files name no platform, so the output carries native libraries for all; only those for Linux stay.
RUN dotnet publish src/WebPortal --no-restore -c Release -o /out/portal \
 && dotnet publish src/BitbucketEmulator --no-restore -c Release -o /out/emulator \
 && find /out/*/runtimes -mindepth 1 -maxdepth 1 -not -name 'linux*' -not -name 'unix' -exec rm -rf {} + \
 && mkdir -m 0700 /out/data

FROM ${RUNTIME_IMAGE} AS emulator
WORKDIR /app
COPY --from=build /out/emulator ./
ENV Emulator__WebAddress=http://0.0.0.0:7990 Emulator__ApiAddress=http://0.0.0.0:7991
USER $APP_UID
EXPOSE 7990 7991
ENTRYPOINT ["dotnet", "BitbucketEmulator.dll"]

FROM ${RUNTIME_IMAGE} AS portal
WORKDIR /app
COPY --from=build /out/portal ./
COPY --from=build --chown=$APP_UID:$APP_UID /out/data ./data
ENV ASPNETCORE_HTTP_PORTS=8080
USER $APP_UID
# SQLite file and certificate, unless the settings say otherwise.
VOLUME /app/data
EXPOSE 8080
# The portal asks itself; there is no shell and no other program to do it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["dotnet", "WebPortal.dll", "health"]
ENTRYPOINT ["dotnet", "WebPortal.dll"]
