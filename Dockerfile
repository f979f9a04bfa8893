# One image for the service and for its migration. Nothing is compiled: Node runs the sources as they are.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are the embedded PostgreSQL; what remains needs no install script.
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY data data
COPY docker/health.ts docker/
COPY migrations migrations
COPY openapi openapi
COPY src src
# A checkout made under a strict umask must still be readable for the user below.
RUN chmod -R a+rX package.json data docker migrations openapi src

FROM node:24-bookworm-slim
# Nothing is ever installed in a running container, so what could install goes. A new volume takes over
# the owner of the folder that it is mounted on.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn* \
  && install -d -o node -g node -m 700 /var/lib/supervision
# One arena: each further one of the C library keeps memory that JavaScript has no use for.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/supervision MALLOC_ARENA_MAX=1 \
  NODE_COMPILE_CACHE=/app/cache
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/data data
COPY --from=build /app/docker docker
COPY --from=build /app/migrations migrations
COPY --from=build /app/openapi openapi
COPY --from=build /app/src src
# What Node makes of the sources is kept in the image, so that a start needs neither the time nor the memory
# for it. A start without an issuer loads everything and refuses.
RUN DATABASE_URL=postgres://nowhere node src/main.ts || chmod -R a+rX cache
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "docker/health.ts", "/livez"]
# Not through npm or a shell: SIGTERM must reach Node.
# The memory limits are those of `npm start` in package.json; see decision 013.
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=50", "src/main.ts"]
