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
RUN dotnet restore src/WebPortal --locked-mode --use-current-runtime && dotnet restore src/BitbucketEmulator --locked-mode --use-current-runtime
COPY appsettings.json ./
COPY src/ src/
# Published for the platform of this build: compiled ahead of the start, and with that platform's native libraries only.
RUN dotnet publish src/WebPortal --no-restore --use-current-runtime -c Release -o /out/portal \
 && dotnet publish src/BitbucketEmulator --no-restore --use-current-runtime -c Release -o /out/emulator \
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
