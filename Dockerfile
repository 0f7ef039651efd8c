# Built and tested in one image, run from another that holds what runs and nothing else. For a release replace both tags by
# tag@sha256 digests: docker buildx imagetools inspect node:24.21.0-bookworm-slim
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
COPY . .
RUN ["npm", "run", "build"]
RUN ["npm", "prune", "--omit=dev", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4600 \
    HOMEPORT_CONFIG=/etc/homeport/config.json \
    HOMEPORT_DATA=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/src/contract ./src/contract
COPY --from=build /app/src/core ./src/core
COPY --from=build /app/src/locales ./src/locales
COPY --from=build /app/src/server ./src/server
COPY --from=build /app/dist ./dist
# Modules compiled by the build: a start takes half the time.
COPY --from=build /app/.cache/compiled ./.cache/compiled
RUN ["install", "--directory", "--owner=1000", "--group=1000", "--mode=0700", "/data"]
# The only place that is written to.
VOLUME ["/data"]
USER 1000:1000
EXPOSE 4600
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-proto=delete", "--max-semi-space-size=4", "src/server/node/main.js"]
